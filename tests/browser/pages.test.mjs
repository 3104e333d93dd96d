// Every kind of page, over http and from a disk, on a phone and a wide screen, light and dark.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { buildFiles, fileUrl, open, sampleSite } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const KINDS = [
  'index.html', 'issues/index.html', 'issues/2026-no03-04.html', 'print/issues/2026-no03-04.html', 'years/2026.html', 'lists/index.html', 'lists/numbers.html',
  'lists/organs.html', 'units/index.html', 'units/shi-fa-zhan-gai-ge-wei.html', 'leaders/wang-jian.html', 'lists/kinds-report-undated.html', 'about.html', 'data.html', 'corrections.html', '404.html', 'search.html', 'search.html?q=%E5%BB%BA%E8%AE%BE',
  'compare/shenzhengfa-2026-1.html', 'plans/shenzhengfa-2026-1.html', 'plans/liaoning-plan-2024.html',
  'documents/shenyang-report-2026.html', 'documents/shenzhengfa-2026-1.html', 'documents/shenzhengfa-2026-2.html',
  'documents/shenzhengbanfa-2026-1.html', 'documents/shenzhengbanfa-2026-2.html',
  'documents/shenzhengfa-2026-1-interpretation.html', 'documents/shenyang-national-central-city.html',
  'documents/liaoning-report-2026.html', 'documents/liaoning-plan-2024.html', 'documents/shenyang-report-2024.html',
];
const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };

const it = sampleSite();

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const way of ['http', 'file']) {
    test(`no error, no outside request, no sideways scrolling: ${size}, ${way}`, async () => {
      const base = way === 'http' ? it.server.url : fileUrl(it.site);
      for (const address of KINDS) {
        const { page, problems, close } = await open(it.browser, base, address, { viewport });
        assert.deepEqual(problems, [], address);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `${address} is ${wide} px wider than the screen`);
        assert.ok(await page.locator('h1').isVisible(), address);
        await close();
      }
    });
  }
}

for (const colorScheme of ['light', 'dark']) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(`axe finds nothing: ${colorScheme}, ${size}`, async () => {
      for (const address of KINDS) {
        const { page, close } = await open(it.browser, it.server.url, address, { viewport, colorScheme });
        await page.evaluate(axe);
        const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
        const shown = found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html).join(' ')}`);
        assert.deepEqual(shown, [], address);
        await close();
      }
    });
  }
}

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  // Pages are minified: attributes lose quotation marks that they do not need.
  rules: { 'attr-quotes': 'off', 'attr-spacing': 'off', 'doctype-style': 'off', 'void-style': 'off' },
});

async function validate(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html'));
  for (const name of names) {
    const report = await validator.validateString(readFileSync(join(folder, name), 'utf8'));
    const shown = report.results.flatMap((result) => result.messages).map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`);
    assert.deepEqual(shown.slice(0, 5), [], name);
  }
  return names.length;
}

test('every page is valid HTML', async () => {
  assert.ok(await validate(it.site) > 35);
});

test('a page that has moved leads to its new address, and an empty site is whole', async () => {
  const moved = buildFiles({
    'site.yaml': 'title: 公报\n',
    'a/b.md': '---\nid: new-name\ntitle: 通知\nkind: notice\naliases: [old-name]\n---\n\n正文。\n',
  });
  await validate(moved);
  const { page, problems, close } = await open(it.browser, fileUrl(moved), 'documents/old-name.html');
  await page.waitForURL(/new-name/);
  assert.deepEqual(problems, []);
  await close();
  const empty = buildFiles({ 'site.yaml': 'title: 公报\n' });
  await validate(empty);
  const home = await open(it.browser, fileUrl(empty), 'index.html');
  assert.deepEqual(home.problems, []);
  await home.close();
});
