// Search: every string that stands in the texts is found where it stands, and nothing else, over http and from a disk.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildFiles, fileUrl, open, sampleSite } from './support.mjs';

const it = sampleSite();
const ways = { http: () => it.server.url, file: () => fileUrl(it.site) };
const search = (query, more = '') => `search.html?q=${encodeURIComponent(query)}${more}`;
const done = (page) => page.locator('.results[data-state="done"]').waitFor({ state: 'attached' });
const found = (page) => page.locator('.results').evaluate((list) => ({
  total: Number(list.dataset.total),
  hits: Number(list.dataset.hits),
  places: Array.from(list.querySelectorAll('[data-anchor]'), (hit) => [hit.dataset.document, hit.dataset.anchor]),
}));

// SplitMix64's little brother: the same queries in every run.
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

// The text of every document as its page shows it, line by line: what a plain scan sees.
async function pageTexts(browser, base, site) {
  const texts = new Map();
  const { page, close } = await open(browser, base, 'search.html');
  for (const name of readdirSync(join(site, 'documents'))) {
    const lines = await page.evaluate((html) => {
      const parsed = new DOMParser().parseFromString(html, 'text/html');
      if (!parsed.querySelector('article')) return null;
      parsed.querySelectorAll('.passages, .carried, .filter, .paper-only, .mark').forEach((extra) => extra.remove());
      parsed.querySelectorAll('br').forEach((br) => br.replaceWith('\u0001'));
      const blocks = 'h1, h2, h3, h4, h5, h6, p, li, td, th, caption, pre';
      const parts = parsed.querySelectorAll('.document-head h1, .document-number, .text');
      return Array.from(parts).flatMap((part) => {
        const own = part.matches(blocks) ? [part] : Array.from(part.querySelectorAll(blocks));
        return own.filter((block) => !block.querySelector(blocks)).flatMap((block) => block.textContent.split('\u0001'));
      }).map((line) => gongbao.fold(line).text).filter(Boolean);
    }, readFileSync(join(site, 'documents', name), 'utf8'));
    if (lines) texts.set(name.replace('.html', ''), lines);
  }
  await close();
  return texts;
}

// Each query finds exactly the documents that a plain scan of their lines finds, and no place that does not hold it.
async function exact(page, texts, queries) {
  const answers = await page.evaluate(async (queries) => {
    await gongbao.search.start();
    const out = [];
    for (const query of queries) {
      const result = await gongbao.index.search(query);
      const documents = Array.from(result.documents, (document) => ({ document, hits: result.hits(document) }));
      const ids = await Promise.all(documents.map(async (it) => (await gongbao.index.place(it.document, it.hits[0])).id));
      const places = await Promise.all(documents.flatMap((it) => it.hits.slice(0, 20).map((hit) => gongbao.index.place(it.document, hit))));
      // Nothing is a hit that does not hold the words.
      const wrong = places.filter((place) => place.text.split('\n').every((line) => !gongbao.fold(line).text.includes(result.words[0])));
      out.push({ ids: ids.sort(), words: result.words, wrong: wrong.length });
    }
    return out;
  }, queries);
  answers.forEach((answer, at) => {
    const scanned = Array.from(texts).filter(([, lines]) => lines.some((line) => line.includes(answer.words[0]))).map(([id]) => id).sort();
    assert.deepEqual(answer.ids, scanned, queries[at]);
    assert.equal(answer.wrong, 0, queries[at]);
  });
}

for (const way of Object.keys(ways)) {
  test(`550 strings that occur and 100 that do not: exactly the documents that a plain scan finds (${way})`, async () => {
    const texts = await pageTexts(it.browser, it.server.url, it.site);
    assert.equal(texts.size, 10);
    const lines = Array.from(texts.values()).flat();
    const below = random(way === 'http' ? 1 : 2);
    const queries = [];
    while (queries.length < 500) {
      const line = lines[below(lines.length)];
      const from = below(line.length);
      const query = line.slice(from, from + 1 + below(12));
      if (!/["“”]/.test(query) && query.isWellFormed?.() !== false) queries.push(query);
    }
    // Whole sentences, which are found in another way.
    while (queries.length < 550) {
      const line = lines[below(lines.length)];
      const from = below(line.length);
      const query = line.slice(from, from + 13 + below(50));
      if (query.length > 12 && !/["“”]/.test(query) && query.isWellFormed?.() !== false) queries.push(query);
    }
    const all = lines.join('\n');
    while (queries.length < 650) {
      const [a, b] = [lines[below(lines.length)], lines[below(lines.length)]];
      const query = a.slice(below(a.length)).slice(0, 1 + below(6)) + b.slice(below(b.length)).slice(0, 1 + below(6));
      if (!all.includes(query) && !/["“”]/.test(query)) queries.push(query);
    }
    const { page, problems, close } = await open(it.browser, ways[way](), 'search.html');
    await exact(page, texts, queries);
    assert.deepEqual(problems, []);
    await close();
  });
}

for (const way of Object.keys(ways)) {
  test(`the first result for each title and number is that document, for a task's words that task (${way})`, async () => {
    const documents = JSON.parse(readFileSync(join(it.site, 'data', 'documents.json'), 'utf8'));
    const { page, problems, close } = await open(it.browser, ways[way](), 'search.html');
    for (const document of documents) {
      for (const query of [document.title, document.number].filter(Boolean)) {
        await page.goto(ways[way]() + search(query));
        await done(page);
        assert.deepEqual((await found(page)).places[0], [document.id, 'main'], query);
      }
    }
    const plan = JSON.parse(readFileSync(join(it.site, 'data', 'plans', 'shenzhengfa-2026-1.json'), 'utf8'));
    for (const task of plan.filter((_, at) => at % 20 === 7)) {
      await page.goto(ways[way]() + search(task.text));
      await done(page);
      assert.deepEqual((await found(page)).places[0], ['shenzhengfa-2026-1', task.anchor], task.text);
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test(`typing shows results, the keyboard chooses one, the place is marked and the marks can go (${way})`, async () => {
    const { page, problems, close } = await open(it.browser, ways[way](), 'about.html');
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.keyboard.press('/');
    const input = page.getByRole('combobox', { name: '检索全文' });
    assert.ok(await input.evaluate((field) => field === document.activeElement));
    await page.keyboard.type('世界级航空小镇');
    const options = page.getByRole('option');
    await options.first().waitFor();
    assert.equal(await input.getAttribute('aria-expanded'), 'true');
    assert.match(await page.locator('.search-announce').innerText(), /找到 \d+ 件文件/);
    await page.keyboard.press('ArrowDown');
    assert.equal(await options.first().getAttribute('aria-selected'), 'true');
    assert.equal(await input.getAttribute('aria-activedescendant'), await options.first().getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/shenzhengfa-2026-1\.html\?hl=.*#task-48$/);
    await page.locator('#task-48 mark').first().waitFor();
    assert.equal(await page.locator('#task-48 mark').first().innerText(), '世界级航空小镇');
    assert.ok(await page.locator('#task-48').evaluate((task) => task.getBoundingClientRect().top < window.innerHeight));
    await page.getByRole('button', { name: '清除标记' }).click();
    assert.equal(await page.locator('mark').count(), 0);
    assert.deepEqual(problems, []);
    await close();
  });

  test(`queries and facets live in the address, back and forward work (${way})`, async () => {
    const { page, problems, close } = await open(it.browser, ways[way](), search('高质量发展'));
    await done(page);
    const all = (await found(page)).total;
    assert.ok(all > 3);
    const year = page.locator('[data-facet="year"] a').first();
    const count = Number(await page.locator('[data-facet="year"] .count').first().innerText());
    await year.click();
    await page.waitForURL(/year=\d{4}/);
    await page.waitForFunction((count) => Number(document.querySelector('.results').dataset.total) === count, count);
    await page.getByRole('link', { name: '按日期' }).click();
    await page.waitForURL(/sort=date/);
    await page.goBack();
    await page.goBack();
    await page.waitForFunction((all) => Number(document.querySelector('.results').dataset.total) === all, all);
    await page.goForward();
    await page.waitForFunction((count) => Number(document.querySelector('.results').dataset.total) === count, count);
    await page.locator('#search-query').fill('一网通办');
    await page.waitForURL((url) => url.searchParams.get('q') === '一网通办' && !url.searchParams.get('year'));
    await done(page);
    await page.waitForFunction(() => document.querySelector('.results').dataset.total === '2');
    await page.goBack();
    assert.match(await page.locator('#search-query').inputValue(), /高质量发展/);
    assert.deepEqual(problems, []);
    await close();
  });
}

test('nothing of the index is loaded before the reader touches the box', async () => {
  const { page, close } = await open(it.browser, it.server.url, 'index.html');
  const requests = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.reload();
  assert.ok(requests.every((path) => !path.startsWith('/search') && !path.includes('search-page')), String(requests));
  await page.locator('#search-query').focus();
  await page.waitForFunction(() => gongbao.index && gongbao.index.catalogue);
  assert.ok(requests.some((path) => path.startsWith('/search/')));
  await close();
});

test('an input method in mid-composition triggers nothing, its end does', async () => {
  const { page, close } = await open(it.browser, it.server.url, 'index.html');
  const session = await page.context().newCDPSession(page);
  await page.locator('#search-query').focus();
  await session.send('Input.imeSetComposition', { text: 'yi', selectionStart: 2, selectionEnd: 2 });
  await session.send('Input.imeSetComposition', { text: 'yi wang', selectionStart: 7, selectionEnd: 7 });
  await page.waitForTimeout(400);
  assert.equal(await page.locator('.search-options').isVisible(), false);
  await session.send('Input.insertText', { text: '一网通办' });
  await page.getByRole('option').first().waitFor();
  assert.match(await page.getByRole('option').first().innerText(), /一网通办/);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.search-options').isVisible(), false);
  assert.equal(await page.locator('#search-query').inputValue(), '一网通办');
  await close();
});

test('a whole word is answered at once, of letters that follow each other the last one', async () => {
  const { page, close } = await open(it.browser, it.server.url, 'search.html');
  const asked = await page.evaluate(async () => {
    const asked = [];
    const ask = gongbao.page.ask;
    gongbao.page.ask = (query, sent) => { asked.push(query); ask(query, sent); };
    const input = document.getElementById('search-query');
    const type = (text) => {
      input.value = text;
      input.dispatchEvent(new InputEvent('input'));
    };
    type('一网通办');
    const first = asked.length;
    ['一网通办平', '一网通办平台', '一网通办平台建', '一网通办平台建设'].forEach(type);
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    return { first, asked };
  });
  assert.deepEqual(asked, { first: 1, asked: ['一网通办', '一网通办平台建设'] });
  await done(page);
  await close();
});

test('every spelling of a number, quotation marks, several words', async () => {
  const { page, close } = await open(it.browser, it.server.url, 'search.html');
  const totals = async (query) => {
    await page.goto(it.server.url + search(query));
    await done(page);
    return found(page);
  };
  const number = await totals('沈政发〔2026〕1号');
  for (const query of ['沈政发[2026]1号', '沈政发（2026）1 号', '沈政发 〔2026〕 1 号', '“沈政发〔2026〕1号”', '"沈政发［２０２６］１号"']) {
    assert.deepEqual(await totals(query), number, query);
  }
  assert.equal((await totals('evtol')).total, (await totals('EVTOL')).total);
  // Marks within a string are characters like any; around a whole word they are dropped.
  assert.ok((await totals('“一网通办”“一网统管”')).total < (await totals('“一网通办”')).total);
  const [one, other, both] = [await totals('低空经济'), await totals('养老'), await totals('低空经济 养老')];
  assert.ok(both.total > 0 && both.total <= Math.min(one.total, other.total));
  await close();
});

test('paging reaches every hit once', async () => {
  const { page, close } = await open(it.browser, fileUrl(it.site), search('建设'));
  await done(page);
  const { total, hits } = await found(page);
  const seen = new Set();
  let rows = 0;
  for (let at = 1; at < 60; at += 1) {
    await page.goto(`${fileUrl(it.site)}${search('建设', `&page=${at}`)}`);
    await done(page);
    const places = (await found(page)).places;
    if (!places.length) break;
    rows += places.length;
    places.forEach(([document]) => seen.add(document));
  }
  assert.equal(seen.size, total);
  assert.equal(rows, hits);
  await close();
});

test('of many values of a facet the first are shown, a button has the rest, a chosen one is among them', async () => {
  const files = { 'site.yaml': 'title: 公报\n' };
  for (let year = 2010; year < 2022; year += 1) {
    files[`a/d${year}.md`] = `---\nid: d${year}\ntitle: ${year}年通知\nkind: notice\npublished: ${year}-03-01\n---\n\n推进工作。\n`;
  }
  const { page, problems, close } = await open(it.browser, fileUrl(buildFiles(files)), search('推进'));
  await done(page);
  const years = page.locator('[data-facet="year"] a');
  assert.equal(await years.count(), 8);
  await page.getByRole('button', { name: '其余 4 项' }).click();
  assert.equal(await years.count(), 12);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '2013');
  await years.last().click();
  await page.waitForURL(/year=2010/);
  await page.waitForFunction(() => document.querySelector('.results').dataset.total === '1');
  assert.equal(await page.locator('[data-facet="year"] [aria-current]').innerText(), '2010');
  assert.deepEqual(problems, []);
  await close();
});

test('a unit narrows the hits to its tasks', async () => {
  const { page, close } = await open(it.browser, it.server.url, search('航空'));
  await done(page);
  const all = await found(page);
  await page.locator('[data-facet="unit"] summary').click();
  await page.locator('[data-facet="unit"] a', { hasText: /^法库县政府$/ }).click();
  await page.waitForURL(/unit=/);
  await page.waitForFunction((hits) => Number(document.querySelector('.results').dataset.hits) < hits, all.hits);
  const narrowed = await found(page);
  assert.ok(narrowed.hits > 0);
  assert.ok(narrowed.places.every(([, anchor]) => anchor.startsWith('task-')));
  await close();
});

test('a citation leads to its place', async () => {
  const { page, close } = await open(it.browser, fileUrl(it.site), 'index.html');
  for (const [query, anchor] of [['沈政办发[2026]2号第十条', 'a10'], ['沈政发〔2026〕1号 第48项', 'task-48'], ['临空经济区管理办法 第五条', 'a5']]) {
    await page.goto(`${fileUrl(it.site)}index.html`);
    await page.locator('#search-query').fill(query);
    await page.locator('[role="option"][aria-selected="true"]').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`#${anchor}$`));
    await page.goto(fileUrl(it.site) + search(query));
    await page.locator(`.search-jump a[href$="#${anchor}"]`).waitFor();
  }
  await close();
});

test('an empty result says what was searched and what may be meant', async () => {
  const { page, problems, close } = await open(it.browser, it.server.url, search('沈政发〔2026〕19号'));
  await done(page);
  assert.match(await page.locator('.search-status').innerText(), /全部 10 件文件.*没有找到“沈政发〔2026〕19号”/);
  assert.match(await page.locator('.search-advice').innerText(), /相近的发文字号[^]*沈政发〔2026〕2号/);
  await page.goto(it.server.url + search('临空经济区管理细则'));
  await done(page);
  assert.match(await page.locator('.search-advice').innerText(), /标题相近[^]*沈阳临空经济区管理办法/);
  await page.goto(it.server.url + search('一网通办 不存在的词'));
  await done(page);
  assert.match(await page.locator('.search-advice').innerText(), /一网通办：2 件[^]*不存在的词：0 件/);
  assert.deepEqual(problems, []);
  await close();
});

test('without JavaScript the page says so and leads to the indexes', async () => {
  const { page, close } = await open(it.browser, it.server.url, 'search.html', { javaScriptEnabled: false });
  assert.match(await page.locator('main').innerText(), /需要启用 JavaScript/);
  assert.ok(await page.locator('main').getByRole('link', { name: /文件索引/ }).isVisible());
  await close();
});

test('the index of the sample site is small', async () => {
  const size = readdirSync(join(it.site, 'search'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + readFileSync(join(entry.parentPath ?? entry.path, entry.name)).length, 0);
  assert.ok(size < 1_000_000, `${size} bytes`);
});
