// The search engine finds exactly what a plain scan of the texts finds, on random corpora that the program has indexed, and
// does not when one of the numbers is another that writer and reader must share.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, project } from '../sites.mjs';
import { make, names } from './corpora.mjs';
import { ask, engine, numbers, publish, scan, texts } from './support.mjs';

const sites = new Map();

// The sites are built once.
function site(name) {
  if (!sites.has(name)) sites.set(name, publish(make(name, 0).documents));
  return sites.get(name);
}

// How many places of each document are read.
const READ = 400;

// Fails unless the engine has what the program was given, and finds what a plain scan finds.
async function check(name, count, change) {
  const { documents, queries } = make(name, count);
  const { index } = engine(site(name), change);
  await index.start();
  for (const words of queries) assert.deepEqual(await ask(index, words), scan(documents, words), words.join(' '));
  const read = documents.map(({ id, places }) => ({ id, places: places.slice(0, READ) }));
  const byId = (a, b) => (a.id < b.id ? -1 : 1);
  assert.deepEqual((await texts(index, READ)).sort(byId), read.sort(byId));
}

for (const name of names) {
  test(`${name}: exactly the places that a plain scan finds`, () => check(name, 120));
}

test('the corpora have lists of every kind', () => {
  const { values, index } = engine(site('phrases'));
  return index.start().then(() => {
    const { splits, phrases } = values.get('start');
    assert.ok(splits.split('\n').length > 10);
    assert.match(phrases, /沈阳市人民政府/);
    assert.match(phrases, /5甲乙丙丁戊/);
  });
});

// Does a reader that has another number find what a plain scan finds?
async function survives(line, changed) {
  for (const name of names) {
    try {
      await check(name, 30, (script) => script.replace(line, changed));
    } catch {
      return false;
    }
  }
  return true;
}

test('every number that writer and reader share matters', async () => {
  const shared = numbers(site('phrases')).filter(({ name }) => name !== 'LAYOUT');
  assert.ok(shared.length > 20);
  const indifferent = [];
  for (const { line, name, value } of shared) {
    for (const other of [value - 1, value + 1]) {
      if (other >= 0 && await survives(line, `const ${name} = ${other};`)) indifferent.push(`${name} = ${other}`);
    }
  }
  assert.deepEqual(indifferent, []);
});

test('a reader of another format says so', async () => {
  const { index } = engine(site('sixteen files'), (script) => script.replace(/const FORMAT = \d+/, 'const FORMAT = 7'));
  await assert.rejects(index.search('人民'), /版本不同/);
});

test('units, tasks and citations of the sample site', async () => {
  const site = build(join(project, 'content'));
  const { index } = engine(site);
  const tasks = JSON.parse(readFileSync(join(site, 'data', 'plans', 'shenzhengfa-2026-1.json'), 'utf8'));
  const units = await index.units();
  assert.ok(units.length > 50);
  for (const { name, places } of units) {
    const all = await Promise.all(places.list(0, places.all).map((place) => index.place(index.catalogue.documentOf(place), place)));
    const found = all.filter((place) => place.id === 'shenzhengfa-2026-1');
    const named = tasks.filter((task) => task.lead.includes(name) || task.responsible.includes(name));
    assert.deepEqual(found.map((place) => place.anchor), named.map((task) => task.anchor), name);
    assert.ok(found.every((place) => place.path.length > 0));
  }
  const query = '沈政发[2026]1 号 第48项';
  assert.equal((await index.citation(query, await index.search(query))).anchor, 'task-48');
});

test('the script folds every character as the program does', () => {
  const { fold } = engine(site('sixteen files'));
  const table = readFileSync(join(project, 'tests', 'folding.txt'), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
  const expected = new Map(table.map(([code, folded]) => [parseInt(code, 16), folded ?? '']));
  const differing = [];
  for (let code = 1; code < 0x10000; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const unit = String.fromCharCode(code);
    if (fold(unit).text !== (expected.get(code) ?? unit)) differing.push(code.toString(16));
  }
  assert.deepEqual(differing, []);
});
