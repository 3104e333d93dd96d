// Pages on paper, measured in the browser's own PDF: the grid, the margins, page numbers, what must not be
// torn or lost. The figures are those of GB/T 9704-2012.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AREA, ink, print, sizes, squeeze, texts, wholeTexts, words as placed } from './paper.mjs';
import { buildFiles, fileUrl, open, sampleSite } from './support.mjs';

const it = sampleSite();
const DOCUMENTS = [
  'shenyang-report-2026', 'shenzhengfa-2026-1', 'shenzhengfa-2026-2', 'shenzhengbanfa-2026-1', 'shenzhengbanfa-2026-2',
  'shenzhengfa-2026-1-interpretation', 'shenyang-national-central-city', 'liaoning-report-2026', 'liaoning-plan-2024',
  'shenyang-report-2024',
];
const BINDING = 28;
const FORE_EDGE = 26;
const HEAD = 37;
const FOOT = 35;
const PITCH = 29.6 * 25.4 / 72;
const CHARACTER = 14 * 25.4 / 72;
const printed = new Map();

async function document(id) {
  if (!printed.has(id)) printed.set(id, await print(it.browser, fileUrl(it.site), `documents/${id}.html`));
  return printed.get(id);
}

function near(value, expected, by, what) {
  assert.ok(Math.abs(value - expected) <= by, `${what}: ${value.toFixed(2)} mm is not ${expected.toFixed(2)} mm`);
}

// The inner and outer edge of a page: odd ones are bound on the left.
function edges(number) {
  return number % 2 ? { left: BINDING, right: 210 - FORE_EDGE } : { left: FORE_EDGE, right: 210 - BINDING };
}

function pageNumber(file, number) {
  const box = ink(file, number).box({ top: 297 - FOOT + 3 });
  near((box.top + box.bottom) / 2, 297 - FOOT + 7, 1, `page ${number}: height of its number`);
  if (number % 2) near(box.right, edges(number).right - CHARACTER, 1, `page ${number}: its number, right`);
  else near(box.left, edges(number).left + CHARACTER, 1, `page ${number}: its number, left`);
}

// Nothing but 汉字, so that every line is full.
function sample(front) {
  const words = Array.from('沈阳市人民政府公报刊载文件标准文本各区县部门应当遵照执行认真落实责任分工').join('');
  const paragraph = words.repeat(40).slice(0, 28 * 48 + 20);
  return buildFiles({
    'site.yaml': 'title: 沈阳市人民政府公报\nsponsor: 沈阳市人民政府办公厅\nbase_url: https://www.example.gov.cn/gongbao\n',
    'a/sample.md': `---\nid: sample\ntitle: 关于版面的通知\nkind: notice\norgan: 沈阳市人民政府\nnumber: 沈政发〔2026〕9号\n${front}---\n\n各区人民政府：\n\n${[1, 2, 3].map(() => paragraph).join('\n\n')}\n\n沈阳市人民政府\n\n2026年2月3日\n\n抄送：市委。\n\n沈阳市人民政府办公厅\n\n2026年2月4日印发\n`,
  });
}

test('22 lines a page, 28 characters a line, margins mirrored, numbers in their place', async () => {
  const { file } = await print(it.browser, fileUrl(sample('')), 'documents/sample.html');
  const count = sizes(file).length;
  assert.ok(count >= 6);
  // The first page has the title, the last two the end of the text.
  for (let number = 2; number < count - 1; number += 1) {
    const page = ink(file, number);
    const box = page.box({ top: AREA.top, bottom: AREA.bottom });
    const { left, right } = edges(number);
    near(box.left, left, 1, `page ${number}: left edge`);
    near(box.right, right, 1, `page ${number}: right edge`);
    near(box.top, HEAD, 1, `page ${number}: upper edge`);
    near(box.bottom, 297 - FOOT, 1, `page ${number}: lower edge`);
    for (let line = 0; line < 22; line += 1) {
      const top = 34.58 + line * PITCH;
      assert.ok(page.box({ top: top + 1, bottom: top + PITCH - 1 }), `page ${number}: line ${line + 1} is empty`);
      assert.ok(!page.box({ top: top - 0.7, bottom: top + 0.7 }), `page ${number}: ink between lines ${line} and ${line + 1}`);
    }
    pageNumber(file, number);
    const lines = texts(file)[number - 1].trim().split('\n').map(squeeze);
    assert.equal(lines.length, 22, `page ${number}`);
    // The first line of a paragraph is indented by two, its last one is shorter.
    assert.ok(lines.filter((line) => line.length === 28).length >= 20, `page ${number}: ${lines.map((line) => line.length)}`);
    assert.ok(lines.every((line) => line.length <= 28), `page ${number}`);
  }
  assert.match(wholeTexts(file).at(-1), /网址：https:\/\/www\.example\.gov\.cn\/gongbao\/documents\/sample\.html/);
});

test('dark mode leaves no trace', async () => {
  const { file } = await print(it.browser, fileUrl(sample('')), 'documents/sample.html', { colorScheme: 'dark' });
  const box = ink(file, 2).box({ top: AREA.top, bottom: AREA.bottom });
  near(box.left, FORE_EDGE, 1, 'left edge');
  near(box.top, HEAD, 1, 'upper edge');
  assert.equal(ink(file, 2).box({ bottom: 20 }), null);
});

for (const id of DOCUMENTS) {
  test(`on paper: ${id}`, async () => {
    const { file, main, headings, heads } = await document(id);
    const pages = texts(file);
    assert.deepEqual([...new Set(sizes(file).map(String))], ['210,297']);

    // The whole text in its order; the heads of tables stand again on every page.
    // The dots of lists are drawn, not written.
    const words = (text) => squeeze(text).replaceAll('·', '');
    let found = words(pages.join(''));
    for (const head of heads.map(words)) {
      const [before, ...rest] = found.split(head);
      assert.ok(rest.length, `${id}: ${head}`);
      found = `${before}${head}${rest.join('')}`;
    }
    assert.equal(found, words(main));

    const titles = new Set(headings.map(squeeze));
    const lines = pages.map((page) => page.trim().split('\n').map(squeeze).filter(Boolean));
    lines.forEach((page, at) => {
      assert.ok(page.length <= 60 && page.length > 0, `page ${at + 1} is empty`);
      assert.ok(at + 1 === lines.length || !titles.has(page.at(-1)), `page ${at + 1} ends with the heading ${page.at(-1)}`);
      assert.doesNotMatch(page[0], /^(牵头单位|责任单位|牵头领导|配合单位)：/, `page ${at + 1} begins with the units of a task`);
    });

    for (const [at, page] of placed(file).entries()) {
      const { left, right } = edges(at + 1);
      for (const word of page) {
        assert.ok(word.left > left - 1 && word.right < right + 1, `page ${at + 1}: ${word.text} stands in the margin`);
      }
    }
    for (const number of [1, Math.min(2, pages.length)]) pageNumber(file, number);
    assert.doesNotMatch(wholeTexts(file).join(''), /跳到正文|首页|各期公报|复制引文|字号大|上一篇|下一篇|本文目录|自动比对|主办单位：/);
  });
}

test('a body page of the report is full', async () => {
  const { file } = await document('shenyang-report-2026');
  const counts = texts(file).slice(1, -1).map((page) => page.trim().split('\n').length);
  assert.ok(Math.max(...counts) === 22, String(counts));
  assert.ok(counts.filter((count) => count === 22).length > counts.length * 0.6, String(counts));
  const full = texts(file).join('\n').split('\n').map(squeeze).filter((line) => /^[\p{Script=Han}，。、；：“”]+$/u.test(line));
  assert.ok(Math.max(...full.map((line) => line.length)) === 28);
});

test('heads of tables are repeated on every page of the price table', async () => {
  const { file } = await document('shenzhengfa-2026-2');
  const pages = texts(file).map(squeeze);
  const first = pages.findIndex((page) => page.includes('附件2沈阳市'));
  const last = pages.findIndex((page) => page.includes('附件3沈阳市'));
  assert.ok(last - first >= 3);
  for (const page of pages.slice(first, last)) assert.ok(page.includes('区片范围'), page.slice(0, 60));
});

test('a wide table has landscape pages, its number at the foot of the sheet', async () => {
  const columns = Array.from({ length: 11 }, (_, at) => `项目名称${at}`);
  const row = (cells) => `| ${cells.join(' | ')} |\n`;
  const table = row(columns) + row(columns.map(() => '---')) + row(columns.map(() => '沈阳市重点建设项目')).repeat(30);
  const site = buildFiles({
    'site.yaml': 'title: 公报\n',
    'a/wide.md': `---\nid: wide\ntitle: 通知\nkind: notice\n---\n\n正文。\n\n# 附件　一览表\n\n单位：万元\n\n${table}\n`,
  });
  const { file } = await print(it.browser, fileUrl(site), 'documents/wide.html');
  const all = sizes(file).map(String);
  assert.equal(all[0], '210,297');
  assert.ok(all.slice(1).every((size) => size === '297,210') && all.length >= 3, all.join(' '));
  const places = placed(file);
  for (let number = 2; number <= all.length; number += 1) {
    const box = ink(file, number).box({ right: 33 });
    near((box.left + box.right) / 2, FOOT - 7, 1, `page ${number}: the line of its number`);
    if (number % 2) near(box.bottom, 210 - FORE_EDGE - CHARACTER, 1, `page ${number}: its number`);
    else near(box.top, FORE_EDGE + CHARACTER, 1, `page ${number}: its number`);
    // The head of the sheet is on the right; its characters are told one by one.
    const head = places[number - 1].filter((word) => word.left > 297 - 37 + 2);
    for (const one of '公报') assert.ok(head.some((word) => word.text.includes(one)), `page ${number}: no running head`);
    for (const word of places[number - 1].filter((word) => word.left > 33 && !head.includes(word))) {
      assert.ok(word.right < 297 - 37 + 1, `page ${number}: ${word.text}`);
    }
    assert.ok(squeeze(wholeTexts(file)[number - 1]).includes('项目名称10'), `page ${number}`);
  }
});

test('a signature never stands on a page without words of the text', async () => {
  const counts = Array.from({ length: 8 }, (_, at) => 9 + at);
  const text = (lines) => `${'正文一行。\n\n'.repeat(lines)}${'末尾的话。'.repeat(12)}\n\n沈阳市人民政府\n\n2026年2月3日`;
  const site = buildFiles(Object.fromEntries([['site.yaml', 'title: 公报\n']].concat(counts.map((lines) => [
    `a/d${lines}.md`, `---\nid: d${lines}\ntitle: 关于版面的通知\nkind: notice\n---\n\n${text(lines)}\n`,
  ]))));
  let turned = 0;
  for (const lines of counts) {
    const { file } = await print(it.browser, fileUrl(site), `documents/d${lines}.html`);
    const pages = texts(file).map(squeeze);
    const page = pages.find((page) => page.includes('2026年2月3日'));
    assert.ok(page.includes('末尾的话'), `${lines} lines: ${page}`);
    turned += Number(pages.length > 1);
  }
  assert.ok(turned > 0 && turned < counts.length);
});

test('公文: 版头 on the first page, 版记 at the foot of the last', async () => {
  for (const front of ['layout: official\n', '版式: 公文\n']) {
    const { file } = await print(it.browser, fileUrl(sample(front)), 'documents/sample.html');
    const count = sizes(file).length;
    const first = ink(file, 1);
    const mark = first.box({ red: true, bottom: 100 });
    near(mark.top, HEAD + 35, 1.2, 'top of the mark');
    near((mark.left + mark.right) / 2, (BINDING + 210 - FORE_EDGE) / 2, 1, 'middle of the mark');
    const rule = first.box({ red: true, top: 105, bottom: 150 });
    near(rule.left, BINDING, 0.5, 'red rule, left');
    near(rule.right, 210 - FORE_EDGE, 0.5, 'red rule, right');
    const number = first.box({ top: 100, bottom: rule.top - 0.5 });
    near(rule.top - number.bottom, 4, 1, 'red rule below the number');
    const imprint = ink(file, count).box({ top: 230, bottom: AREA.bottom + 0.5 });
    near(imprint.bottom, AREA.bottom, 1, 'last rule of the 版记');
    near(imprint.left, edges(count).left, 0.5, 'rules of the 版记, left');
    near(imprint.right, edges(count).right, 0.5, 'rules of the 版记, right');
    const text = squeeze(wholeTexts(file).join('')).replace('—1—', '');
    assert.ok(text.startsWith('沈阳市人民政府文件沈政发〔2026〕9号关于版面的通知各区人民政府：'), text.slice(0, 60));
    assert.equal(text.split('沈政发〔2026〕9号').length, 2);
  }
});

test('an issue on one page: cover, contents, every item on a new page, links within', async () => {
  const address = 'print/issues/2026-no03-04.html';
  const { file } = await print(it.browser, fileUrl(it.site), address);
  const pages = wholeTexts(file).map(squeeze);
  assert.ok(pages[0].startsWith('沈阳市人民政府公报') && !pages[0].includes('—1—'), pages[0]);
  assert.ok(pages[1].includes('编辑委员会') && pages[2].includes('目录'));
  assert.ok(pages.at(-1).includes('总期号497'));
  const { page, problems, close } = await open(it.browser, it.server.url, address);
  const told = await page.evaluate(() => {
    const ids = Array.from(document.querySelectorAll('[id]'), (element) => element.id);
    const links = Array.from(document.querySelectorAll('main a[href]'), (link) => link.getAttribute('href'));
    return {
      double: ids.filter((id, at) => ids.indexOf(id) !== at),
      inside: links.filter((link) => link.startsWith('#')).length,
      lost: links.filter((link) => link.startsWith('#') && !document.getElementById(link.slice(1))),
      units: links.filter((link) => /units\/|leaders\//.test(link)),
      titles: Array.from(document.querySelectorAll('.item .document-head'), (head) => head.innerText),
    };
  });
  assert.deepEqual([told.double, told.lost, told.units, problems], [[], [], [], []]);
  assert.ok(told.inside > 10);
  assert.equal(told.titles.length, 6);
  const starts = told.titles.map((title) => texts(file).findIndex((text) => squeeze(text).replace(/[【】]/g, '').startsWith(squeeze(title))));
  assert.ok(starts.every((start, at) => start > (at ? starts[at - 1] : 2)), String(starts));
  await page.locator('.contents-title').nth(1).click();
  assert.match(page.url(), /#shenzhengfa-2026-1_top$/);
  await close();
});
