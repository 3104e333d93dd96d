// The preview: what is saved is shown at the place where the reader is, and what is wrong stands over it.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    const start = Date.now();
    edit('178.', `178.${word}`);
    await page.locator('#task-178', { hasText: word }).waitFor();
    const took = Date.now() - start;
    assert.ok(took < 2000, `${took} ms`);
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
