// What a reader does on a document's page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileUrl, open, sampleSite } from './support.mjs';

const PLAN = 'documents/shenzhengfa-2026-1.html';
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

const it = sampleSite();

const inView = (page, selector) => page.locator(selector).evaluate((element) => {
  const box = element.getBoundingClientRect();
  return box.top >= -1 && box.top < window.innerHeight / 2;
});

test('on a phone, from the front page to task 48 of 沈政发〔2026〕1号', async () => {
  const { page, problems, close } = await open(it.browser, fileUrl(it.site), 'index.html', phone);
  await page.getByRole('link', { name: /重点工作分工方案的通知$/ }).first().click();
  await page.getByText('目录', { exact: true }).click();
  await page.getByLabel('跳到第').fill('４８');
  await page.getByRole('button', { name: '跳转' }).click();
  await page.waitForURL(/#task-48$/);
  assert.ok(await inView(page, '#task-48'));
  assert.match(await page.locator('#task-48').innerText(), /世界级航空小镇[^]*法库县政府/);
  assert.equal(await page.locator('.outline > details').evaluate((details) => details.open), false);
  assert.deepEqual(problems, []);
  await close();
});

test('without JavaScript the text, the outline and the index of tasks are there', async () => {
  const { page, close } = await open(it.browser, it.server.url, PLAN, { ...phone, javaScriptEnabled: false });
  assert.equal(await page.locator('.tools').isVisible(), false);
  await page.locator('.outline > details > summary').click();
  await page.locator('.task-index > summary').click();
  await page.locator('.task-index a', { hasText: /^48$/ }).click();
  await page.waitForURL(/#task-48$/);
  await close();
});

test('the outline is open on a wide screen and follows the reader', async () => {
  const { page, close } = await open(it.browser, it.server.url, `${PLAN}#task-48`);
  const current = page.locator('.outline [aria-current]');
  await current.waitFor();
  assert.match(await current.innerText(), /推动新兴产业成梁立柱/);
  await close();
});

for (const way of ['http', 'file']) {
  test(`a place can be copied as a link: ${way}`, async () => {
    const base = way === 'http' ? it.server.url : fileUrl(it.site);
    const { page, close } = await open(it.browser, base, PLAN, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('#task-48').hover();
    await page.locator('#task-48 > .mark').click();
    await page.locator('.toast.shown').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, `${base}${PLAN}#task-48`);
    await close();
  });
}

test('a document is cited with one click, after GB/T 7714', async () => {
  const { page, close } = await open(it.browser, it.server.url, PLAN, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: '复制引文' }).click();
  await page.locator('.toast.shown').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^沈阳市人民政府\. 沈阳市人民政府关于印发.+的通知: 沈政发〔2026〕1号\[A\/OL\]\. \(2026-01-25\)\[\d{4}-\d\d-\d\d\]\. http/);
  await close();
});

test('the reading size changes, is announced and is remembered', async () => {
  const { page, close } = await open(it.browser, it.server.url, PLAN);
  const size = () => page.locator('.text').evaluate((text) => parseFloat(getComputedStyle(text).fontSize));
  const medium = await size();
  await page.getByRole('button', { name: '大字号' }).click();
  assert.ok(await size() > medium * 1.2);
  assert.equal(await page.getByRole('button', { name: '大字号' }).getAttribute('aria-pressed'), 'true');
  await page.reload();
  assert.ok(await size() > medium * 1.2);
  const target = await page.locator('.tools button').first().evaluate((button) => button.getBoundingClientRect().height);
  assert.ok(target >= 60, `${target} px`);
  await close();
});

test('the keyboard reaches the text first and its focus is visible', async () => {
  const { page, close } = await open(it.browser, it.server.url, PLAN);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '跳到正文');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#main$/);
  await page.keyboard.press('Tab');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
  assert.equal(outline, '3px');
  await close();
});

test('no punctuation stands at the start of a line that may not', async () => {
  const { page, close } = await open(it.browser, it.server.url, 'documents/shenyang-report-2026.html', phone);
  const bad = await page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 1; at < node.data.length; at += 1) {
        if (!'，。、；：！？”’）》】'.includes(node.data[at])) continue;
        const top = (from) => { range.setStart(node, from); range.setEnd(node, from + 1); return range.getBoundingClientRect().top; };
        if (top(at) > top(at - 1) + 8) found.push(node.data.slice(at - 5, at + 3));
      }
    }
    return found;
  });
  assert.deepEqual(bad, []);
  await close();
});
