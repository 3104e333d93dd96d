// From the report's sentence to the bureau that answers for it, and back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildFiles, fileUrl, open, sampleSite } from './support.mjs';

const PLAN = 'documents/shenzhengfa-2026-1.html';
const REPORT = 'documents/shenyang-report-2026.html';
const COMPARE = 'compare/shenzhengfa-2026-1.html';
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

const it = sampleSite();

test('on a phone, from a sentence of the report to its task, to its unit and back', async () => {
  const { page, problems, close } = await open(it.browser, fileUrl(it.site), REPORT, phone);
  const carried = page.locator('.carried', { hasText: '推动桃仙国际机场第二跑道' });
  await carried.locator('summary').click();
  const task = carried.locator('li', { hasText: '推动桃仙国际机场第二跑道' });
  assert.match(await task.innerText(), /牵头单位：市发展改革委/);
  await task.locator('a').first().click();
  await page.waitForURL(/shenzhengfa-2026-1\.html#task-27$/);
  await page.locator('#task-27 .passages summary').click();
  assert.match(await page.locator('#task-27 .difference').innerText(), /国际[^]*第[^]*二跑道/);
  await page.locator('#task-27 .passages li a').first().click();
  await page.waitForURL(/shenyang-report-2026\.html#p\d+\.\d+$/);
  assert.match(await page.locator(':target').innerText(), /桃仙机场二跑道/);
  assert.deepEqual(problems, []);
  await close();
});

test('a screen reader hears what the marks of the report mean, and what a task changed', async () => {
  const { page, close } = await open(it.browser, it.server.url, REPORT);
  const mark = page.getByRole('link', { name: '任务27，牵头单位：市发展改革委（自动比对）' });
  assert.equal(await mark.count(), 1);
  await page.goto(it.server.url + PLAN);
  await page.locator('#task-27 .passages summary').click();
  const heard = (await page.locator('#task-27 .difference').textContent()).replace(/\s/g, '');
  assert.match(heard, /桃仙［增加：国际］机场［增加：第］二跑道/);
  await close();
});

test('what was dropped and added is told by lines, not by colour', async () => {
  const { page, close } = await open(it.browser, it.server.url, PLAN);
  await page.locator('#task-105 .passages summary').click();
  const line = (tag) => page.locator(`#task-105 .difference ${tag}`).first().evaluate((e) => getComputedStyle(e).textDecorationLine);
  assert.equal(await line('del'), 'line-through');
  assert.equal(await line('ins'), 'underline');
  await close();
});

test('the head of the report counts its sentences and names those that became no task', async () => {
  const { page, close } = await open(it.browser, it.server.url, REPORT);
  const head = page.locator('.carried-head');
  const [all, carried, tasks] = (await head.locator('p').innerText()).match(/\d+/g).map(Number);
  assert.equal(tasks, 178);
  await head.locator('summary').click();
  const left = head.locator('li a');
  assert.equal(await left.count(), all - carried);
  await left.first().click();
  assert.ok(await page.locator(':target').isVisible());
  const id = new URL(page.url()).hash.slice(1);
  assert.equal(await page.locator(`[id='${id}'] + .task-mark`).count(), 0);
  await close();
});

for (const way of ['http', 'file']) {
  test(`tasks are chosen by unit, by what it is to them, by section: ${way}`, async () => {
    const base = way === 'http' ? it.server.url : fileUrl(it.site);
    const { page, problems, close } = await open(it.browser, base, PLAN);
    const shown = () => page.locator('.task:visible').count();
    await page.getByLabel('单位').selectOption({ label: await page.locator('.filter option', { hasText: '市科技局' }).first().innerText() });
    const all = await shown();
    await page.getByLabel('职责').selectOption('lead');
    assert.equal(await shown(), 12);
    assert.match(await page.locator('.filter [role=status]').innerText(), /显示 12 项任务，共 178 项/);
    await page.getByLabel('职责').selectOption('responsible');
    assert.equal(await shown(), all - 12);
    await page.getByLabel('职责').selectOption('');
    await page.getByLabel('章节').selectOption({ label: '二、时不我待推进科技自立自强，引领发展新质生产力' });
    const some = await shown();
    assert.ok(some > 0 && some < all);
    assert.equal(await page.locator('.text h3:visible').count(), 1);
    await page.reload();
    assert.equal(await shown(), some);
    await page.getByRole('button', { name: '全部显示' }).click();
    await page.waitForFunction(() => !document.querySelector('.task[hidden]'));
    assert.equal(await shown(), 178);
    assert.deepEqual(problems, []);
    await close();
  });
}

test('without JavaScript the plan is a plain list', async () => {
  const { page, close } = await open(it.browser, it.server.url, `${PLAN}?unit=shi-ke-ji-ju`, { javaScriptEnabled: false });
  assert.equal(await page.locator('.filter').isVisible(), false);
  assert.equal(await page.locator('.task:visible').count(), 178);
  await close();
});

test('side by side on a wide screen, one after the other on a phone', async () => {
  const wide = await open(it.browser, it.server.url, COMPARE);
  const box = (page, selector) => page.locator(selector).first().boundingBox();
  const row = '.compare-row:has(.compare-tasks)';
  const left = await box(wide.page, `${row} .compare-report`);
  const right = await box(wide.page, `${row} .compare-tasks`);
  assert.ok(right.x > left.x + left.width && Math.abs(right.y - left.y) < 20);
  assert.equal(await wide.page.locator('.compare-tasks li').count(), 178);
  await wide.close();
  const narrow = await open(it.browser, it.server.url, COMPARE, phone);
  const above = await box(narrow.page, `${row} .compare-report`);
  const below = await box(narrow.page, `${row} .compare-tasks`);
  assert.ok(below.y >= above.y + above.height);
  await narrow.close();
});

test('the picture of the shares is drawn, and its figures stand in a table', async () => {
  const { page, problems, close } = await open(it.browser, it.server.url, 'plans/shenzhengfa-2026-1.html');
  assert.equal(await page.locator('.picture img').evaluate((image) => image.naturalWidth), 1600);
  const row = page.locator('tbody tr', { hasText: '市科技局' });
  assert.equal(await row.locator('td').first().innerText(), '12');
  assert.deepEqual(problems, []);
  await page.goto(`${it.server.url}plans/shenzhengfa-2026-1.svg`);
  assert.match(await page.locator('desc').textContent(), /市发展改革委22项/);
  await close();
});

test('a plan written as a table is filtered and compared like any other', async () => {
  const site = buildFiles({
    'site.yaml': 'title: 公报\n',
    'a/report.md': '---\nid: report\ntitle: 甲市政府工作报告\nkind: report\n---\n\n## 一、今年工作\n\n（一）改善民生。新增就业8万人，修建公园12座。\n',
    'a/plan.md': '---\nid: plan\ntitle: 甲市重点工作分工方案\nkind: plan\nimplements: report\n---\n\n| 序号 | 任务 | 牵头单位 |\n|---|---|---|\n| 1 | 新增就业8万人。 | 市人社局 |\n| 2 | 修建公园12座。 | 市城管局 |\n',
  });
  const { page, problems, close } = await open(it.browser, fileUrl(site), 'documents/plan.html#task-2');
  await page.locator('#task-2 .passages summary').click();
  assert.match(await page.locator('#task-2 .passages li').innerText(), /修建公园12座/);
  await page.getByLabel('单位').selectOption({ label: '市人社局（1）' });
  assert.equal(await page.locator('.task-row:visible').count(), 1);
  assert.deepEqual(problems, []);
  await close();
});
