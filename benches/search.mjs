// What a query costs a reader: bytes, compressed, and milliseconds in Chromium, over http and from a disk.
//
//     node benches/search.mjs SITE [QUERY ...]
//
// Ready: from the start of loading the page of results until a word can be typed and sent. First query: on a page that
// has loaded nothing of the index; counted is every byte that search loads beyond the page itself, and the time until all
// results stand there: half a second after the page came, as nobody types sooner, and at once, when the browser is still
// busy with starting a page. Typed: the same when the reader has gone to the box a moment before, as one who types does.
// Next: the query with a word more, on a page that has answered others and painted the answers. Medians of several runs,
// and the best of them, which other programs on the machine have disturbed least; each run has a browser profile of its
// own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileUrl, launch, serve } from '../tests/browser/support.mjs';

const [site, ...given] = process.argv.slice(2);
const queries = given.length ? given : ['沈政发〔2026〕1号', '沈政发〔2026〕12号', '一网通办', '沈阳市人民政府', '高质量发展', '的', '发展', '5G', 'eVTOL', '责任单位：市发展改革委', '推动产业转型升级', '低空经济 养老'];
const RUNS = 9;
const summary = (numbers) => `${Math.round(median(numbers))} (${Math.round(Math.min(...numbers))}) ms`;
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

const browser = await launch();
const server = await serve(site);
for (const [way, base] of [['http', server.url], ['file', fileUrl(site)]]) {
  const ready = [];
  for (const query of queries) {
    const [bytes, first, atOnce, typed, next] = [[], [], [], [], []];
    let found = '';
    const blank = async (names = new Set()) => {
      const page = await (await browser.newContext()).newPage();
      page.on('request', (request) => {
        const path = decodeURIComponent(new URL(request.url()).pathname);
        const at = Math.max(path.indexOf('/search/'), path.indexOf('/assets/search'));
        if (at >= 0) names.add(path.slice(at + 1));
      });
      await page.goto(`${base}search.html`);
      await page.locator('.results[data-state="done"]').waitFor({ state: 'attached' });
      return page;
    };
    // In the page: asks, and says how long it took until all results stood there.
    const ask = (page, query) => page.evaluate(async (query) => {
      const results = document.querySelector('.results');
      // Nobody asks again before the answer to the last question has been painted.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const start = performance.now();
      gongbao.page.ask(query, true);
      if (results.dataset.state !== 'done') {
        await new Promise((resolve) => {
          new MutationObserver(() => { if (results.dataset.state === 'done') resolve(); }).observe(results, { attributes: true });
        });
      }
      return performance.now() - start;
    }, query);
    for (let run = 0; run < RUNS; run += 1) {
      const names = new Set();
      const page = await blank(names);
      ready.push(await page.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd));
      await page.waitForTimeout(500);
      first.push(await ask(page, query));
      bytes.push(Array.from(names).reduce((sum, name) => sum + gzipSync(readFileSync(join(site, name))).length, 0));
      found = await page.locator('.results').evaluate((list) => `${list.dataset.total} documents, ${list.dataset.hits} places`);
      await ask(page, '完善');
      next.push(await ask(page, `${query} 建设`));
      await page.context().close();
      const other = await blank();
      await other.locator('.search-box input').first().focus();
      await other.waitForTimeout(300);
      typed.push(await ask(other, query));
      await other.context().close();
      const last = await blank();
      atOnce.push(await ask(last, query));
      await last.context().close();
    }
    console.log(`${way}\t${query}\t${found}\t${Math.round(median(bytes) / 1000)} kB\tfirst ${summary(first)}\tat once ${summary(atOnce)}\ttyped ${summary(typed)}\tnext ${summary(next)}`);
  }
  console.log(`${way}\tready ${summary(ready)}`);
}
await browser.close();
server.close();
