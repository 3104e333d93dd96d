// The preview: what is saved is shown at the place where the reader is, and what is wrong stands over it.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open, preview, program, project, temporary } from './support.mjs';

const PLAN = 'documents/shenzhengfa-2026-1.html';
const it = {};

before(async () => {
  it.folder = temporary();
  for (const name of ['content', 'themes']) cpSync(join(project, name), join(it.folder, name), { recursive: true });
  it.preview = await preview(it.folder);
  it.url = it.preview.url;
  it.browser = await launch();
});

after(async () => {
  await it.browser?.close();
  it.preview?.close();
  it.rules?.close();
});

const plan = () => join(it.folder, 'content/gazette/2026/no03-04/02-division-plan.md');
const place = (page) => page.evaluate(() => window.scrollY);

// Scrolls to a task and says how far from the top of the window it is.
async function goTo(page, anchor) {
  await page.locator(`#${anchor}`).evaluate((element) => element.scrollIntoView({ behavior: 'instant', block: 'center' }));
  return place(page);
}

function edit(from, to) {
  const text = readFileSync(plan(), 'utf8');
  assert.ok(text.includes(from));
  writeFileSync(plan(), text.replace(from, to));
}

for (const address of [PLAN, `${PLAN}#task-4`]) {
  test(`an edit is shown at the same place of the text: ${address}`, async () => {
    const { page, problems, close } = await open(it.browser, it.url, address);
    const before = await goTo(page, 'task-120');
    assert.ok(before > 5000);
    const word = `改动${Math.random().toString(36).slice(2)}`;
    edit('178.', `178.${word}`);
    await page.locator('#task-178', { hasText: word }).waitFor();
    await page.waitForFunction((place) => Math.abs(window.scrollY - place) < 3, before);
    assert.deepEqual(problems, []);
    edit(word, '');
    await page.locator('#task-178', { hasNotText: word }).waitFor();
    await close();
  });
}

test('an error stands over the last good page and vanishes when it is mended', async () => {
  const { page, problems, close } = await open(it.browser, it.url, PLAN);
  const before = await goTo(page, 'task-48');
  edit('kind: plan', 'kynd: plan');
  const overlay = page.locator('#gongbao-preview');
  await overlay.getByRole('heading', { name: '有错误' }).waitFor();
  assert.match(await overlay.locator('pre').innerText(), /unknown-key[^]*02-division-plan\.md:4:1[^]*kind/);
  assert.ok(await page.locator('#task-48').isVisible());
  assert.equal(await place(page), before);
  // Its style is not the theme's, and the policy of the pages lets it through.
  assert.equal(await overlay.locator('section').evaluate((box) => getComputedStyle(box).position), 'fixed');
  edit('kynd: plan', 'kind: plan');
  await overlay.waitFor({ state: 'detached' });
  assert.equal(await place(page), before);
  assert.deepEqual(problems, []);
  await close();
});

test('two browsers follow, each on its page; a page that did not change is not reloaded', async () => {
  const second = await launch();
  const one = await open(it.browser, it.url, PLAN);
  const two = await open(second, it.url, 'about.html');
  await two.page.evaluate(() => { window.stillHere = true; });
  edit('178.', '178.两个浏览器');
  await one.page.locator('#task-178', { hasText: '两个浏览器' }).waitFor();
  await two.page.waitForTimeout(500);
  assert.equal(await two.page.evaluate(() => window.stillHere), true);
  // A style sheet is part of every page.
  const style = join(it.folder, 'themes/default/assets/style.css');
  writeFileSync(style, `${readFileSync(style, 'utf8')}\nh1 { letter-spacing: 7px; }\n`);
  for (const { page } of [one, two]) {
    await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing === '7px');
  }
  edit('两个浏览器', '');
  rmSync(style);
  await two.page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing !== '7px');
  assert.deepEqual([...one.problems, ...two.problems], []);
  await one.close();
  await two.close();
  await second.close();
});

test('an address that does not exist has the site’s own page, with its style, at any depth', async () => {
  const { page, problems, close } = await open(it.browser, it.url, 'no/such/page.html');
  assert.equal(await page.locator('h1').innerText(), '没有这个页面');
  assert.notEqual(await page.locator('.site-name').evaluate((name) => getComputedStyle(name).textDecorationLine), 'underline');
  await page.getByRole('link', { name: '首页' }).first().click();
  await page.waitForURL(`${it.url}index.html`);
  // The browser reports that the address does not exist, and that a page that is left asks no more.
  assert.deepEqual(problems.filter((problem) => !problem.includes('404') && !problem.includes('news.js')), []);
  await close();
});

// The same document before and after an edit; whether the page that is open must be loaded anew for it.
const TEXT = {
  head: '---\nid: rules\ntitle: 关于某事的通知\nkind: notice\n---\n\n',
  lines: ['各有关部门：', '第一段的话。', '## 一、第一节', '第一节的话。', '- 甲项', '- 乙项', '', '| 名称 | 价 |\n|---|---|\n| 水 | 1 |', '> 引来的话。', '最后一段。'],
};
const edits = {
  'words of a paragraph': { change: (lines) => lines.map((line) => line.replace('第一段的话', '第一段改过的话')), wait: '改过的话' },
  'words at both ends': { change: (lines) => lines.map((line) => line.replace('第一段', '开头一段').replace('最后一段', '结尾一段')), wait: '结尾一段' },
  'a paragraph more': { change: (lines) => lines.flatMap((line) => (line === '第一节的话。' ? [line, '新加的一段。'] : [line])), wait: '新加的一段' },
  'two paragraphs more at the end': { change: (lines) => [...lines, '又一段。', '末了一段。'], wait: '末了一段' },
  'a paragraph less': { change: (lines) => lines.filter((line) => line !== '最后一段。').map((line) => line.replace('引来', '摘来')), wait: '摘来' },
  'a cell and an item': { change: (lines) => lines.map((line) => line.replace('| 1 |', '| 23456 |').replace('乙项', '乙项和丙项')), wait: '23456' },
  'a quotation made a paragraph': { change: (lines) => lines.map((line) => line.replace('> 引来的话', '直说的话')), wait: '直说的话' },
  'a heading': { change: (lines) => lines.map((line) => line.replace('一、第一节', '一、改名的一节')), wait: '改名的一节', anew: true },
  'a heading more': { change: (lines) => [...lines, '## 二、第二节', '第二节的话。'], wait: '第二节的话', anew: true },
};

test('only words that change are exchanged, and the page is then what a fresh load of it is', async () => {
  const folder = temporary();
  cpSync(join(project, 'themes'), join(folder, 'themes'), { recursive: true });
  const file = join(folder, 'content/a/rules.md');
  const write = (lines) => {
    mkdirSync(join(folder, 'content/a'), { recursive: true });
    writeFileSync(file, TEXT.head + lines.map((line) => `${line}\n`).join('\n').replace('- 甲项\n\n', '- 甲项\n'));
  };
  write(TEXT.lines);
  writeFileSync(join(folder, 'content/site.yaml'), 'title: 公报\n');
  const site = it.rules = await preview(folder);
  const main = (page) => page.locator('main').evaluate((element) => element.outerHTML);
  for (const [name, { change, wait, anew = false }] of Object.entries(edits)) {
    const { page, problems, close } = await open(it.browser, site.url, 'documents/rules.html');
    await page.evaluate(() => { window.stillHere = true; });
    for (const [lines, words] of [[change(TEXT.lines), wait], [TEXT.lines, null]]) {
      write(lines);
      await page.waitForFunction(({ wait, there }) => document.querySelector('main').textContent.includes(wait) === there, { wait, there: Boolean(words) });
      await page.waitForFunction(() => document.readyState === 'complete');
      assert.equal(await page.evaluate(() => window.stillHere === true), !anew, name);
      const fresh = await open(it.browser, site.url, 'documents/rules.html');
      assert.equal(await main(page), await main(fresh.page), name);
      await fresh.close();
    }
    assert.deepEqual(problems, [], name);
    await close();
  }
});
