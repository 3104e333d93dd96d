// Citations: 沈政发〔2026〕1号第十条, 实施办法 第十条, 分工方案 第48项.

const CITED = /^(.+?)[,，、:：]?第([\d〇零一二三四五六七八九十百千]+)(条|章|项任务|项)(?:之([一二三四五六七八九十]+))?$/;

/** @type {{ [unit: string]: string }} */
const ANCHORS = { 条: 'a', 章: 'c', 项: 'task-', 项任务: 'task-' };

/** @type {{ [unit: string]: number }} */
const SIZES = { 十: 10, 百: 100, 千: 1000 };

/**
 * The number that a numeral says.
 *
 * @param {string} text
 */
function numeral(text) {
  if (/^\d+$/.test(text)) return Number(text);
  let sum = 0;
  let pending = 0;
  for (let at = 0; at < text.length; at += 1) {
    const size = SIZES[text.charAt(at)];
    if (size) {
      sum += (pending || 1) * size;
      pending = 0;
    } else {
      pending = Math.max(NUMERALS.indexOf(text.charAt(at)), 0);
    }
  }
  return sum + pending;
}

/**
 * What a query cites: the part of it that names the document, the anchor there, and the words that name this.
 *
 * @param {string} query
 */
function cited(query) {
  const folded = fold(query).text;
  const parts = CITED.exec(folded);
  if (!parts) return null;
  const [, , number, unit, inserted] = parts;
  return {
    document: query.replace(/[,，、:：\s]*第[^第]*$/, ''),
    anchor: ANCHORS[unit] + numeral(number) + (inserted ? `-${numeral(inserted)}` : ''),
    label: folded.slice(folded.lastIndexOf('第')),
  };
}
