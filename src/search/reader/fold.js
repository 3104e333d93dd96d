// What search takes for the same character: the rules of src/text/fold.rs, character for character; a test compares
// the two. Besides the folded text it keeps where each folded character stood, to mark the words as they are printed.

const BLANK = /[\t-\r \x85\xa0\xad\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]/;
const OPEN = '〔［[（﹝【';
const CLOSE = '〕］]）﹞】';
const NUMERALS = '〇一二三四五六七八九';

/** @param {string} unit */
function character(unit) {
  const code = unit.charCodeAt(0);
  const compatible = (code >= 0x2e80 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xff00 && code <= 0xffef);
  if (compatible && code !== 0xffe3) unit = unit.normalize('NFKC');
  if (OPEN.includes(unit)) return '(';
  if (CLOSE.includes(unit)) return ')';
  if (unit === '○') return '〇';
  if (unit.charCodeAt(0) < 0x530) {
    const lower = unit.toLowerCase();
    if (lower.length === 1) return lower;
  }
  return unit;
}

/**
 * o and 0 between digits of a Chinese numeral are 〇: 二oo六, 二0二六年.
 *
 * @param {string} text
 */
function zerosOfNumerals(text) {
  return text.replace(/[o0]+/g, (zeros, at) => {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + zeros.length);
    const opens = before ? NUMERALS.includes(before) : !zeros.includes('0') && after !== '' && NUMERALS.includes(after);
    const closes = !after || NUMERALS.includes(after) || after === '年';
    return opens && closes ? zeros.replace(/./g, '〇') : zeros;
  });
}

/**
 * The folded text, and for each of its characters where it stands in the original.
 *
 * @param {string} text
 */
function fold(text) {
  let folded = '';
  /** @type {number[]} */
  const map = [];
  for (let at = 0; at < text.length; at += 1) {
    let unit = text.charAt(at);
    // The fast path: most of any text.
    if (unit >= '一' && unit <= '鿿') {
      map.push(at);
      folded += unit;
      continue;
    }
    if (BLANK.test(unit)) continue;
    unit = character(unit);
    for (let part = 0; part < unit.length; part += 1) map.push(at);
    folded += unit;
  }
  return { text: zerosOfNumerals(folded), map };
}

/**
 * Where the words stand in a text: [from, to) pairs in ascending order, those that touch joined.
 *
 * @param {string} text
 * @param {string[]} words
 */
function find(text, words) {
  const folded = fold(text);
  /** @type {[number, number][]} */
  const found = [];
  words.forEach((word) => {
    for (let at = folded.text.indexOf(word); word && at >= 0; at = folded.text.indexOf(word, at + 1)) {
      found.push([folded.map[at], folded.map[at + word.length - 1] + 1]);
    }
  });
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return found.reduce((/** @type {[number, number][]} */ joined, pair) => {
    const last = joined[joined.length - 1];
    if (last && pair[0] <= last[1]) last[1] = Math.max(last[1], pair[1]); else joined.push(pair);
    return joined;
  }, []);
}

/**
 * The words of a query, folded. Words are separated by spaces; within quotation marks and within a document number
 * ([2026] 1 号) a space is no border. Marks around a whole word are dropped, others are characters like any.
 *
 * @param {string} query
 */
function wordsOf(query) {
  const number = /([〔［[（(﹝【])\s*(\d{4}|[０-９]{4})\s*([〕］\]）)﹞】])\s*(第?)\s*([\d０-９]+)\s*号/g;
  const text = query.replace(number, '$1$2$3$4$5号').replace(/([发办函字令规])\s+(?=[〔［[（(﹝【][\d０-９]{4}[〕］\]）)﹞】])/g, '$1');
  /** @type {string[]} */
  const found = [];
  text.replace(/"([^"]*)"(?=\s|$)|“([^“”]*)”(?=\s|$)|(\S+)/g, (all, straight, curly, plain) => {
    found.push(fold(plain === undefined ? straight || curly || '' : plain).text);
    return '';
  });
  return found.filter((word, at) => word && found.indexOf(word) === at);
}
