// The search engine without a browser: the script and the files of an index, read from the disk.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { buildFiles } from '../sites.mjs';

// The numbers that writer and reader share, as the script has them.
export function numbers(site) {
  const script = readFileSync(join(site, 'search', 'engine.js'), 'utf8');
  // They stand before the first part.
  const head = script.slice(0, script.indexOf('/**'));
  return Array.from(head.matchAll(/^const ([A-Z_]+) = (\d+);$/gm), ([line, name, value]) => ({ line, name, value: Number(value) }));
}

// The engine on a site; `change` may change the script.
export function engine(site, change = (script) => script) {
  const context = vm.createContext({});
  vm.runInContext(change(readFileSync(join(site, 'search', 'engine.js'), 'utf8')), context);
  const values = new Map();
  context.gongbao.take = (name, value) => { values.set(name, value); };
  const load = async (name) => {
    if (!values.has(name)) vm.runInContext(readFileSync(join(site, 'search', `${name}.js`), 'utf16le').slice(1), context);
    return values.get(name);
  };
  return { fold: context.gongbao.fold, index: new context.gongbao.Engine(load), values };
}

// Small and seeded: the same corpora and queries in every run.
export function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

// A site of documents, each a list of places: its title and its paragraphs.
export function publish(documents) {
  const files = { 'site.yaml': 'title: 公报\n' };
  documents.forEach(({ id, places: [title, ...lines] }) => {
    files[`a/${id}.md`] = `---\nid: ${id}\ntitle: ${title}\nkind: notice\n---\n\n${lines.join('\n\n')}\n`;
  });
  return buildFiles(files);
}

// What a plain scan finds: of the documents that have every word, the places that have one of them.
export function scan(documents, words) {
  const found = documents.filter(({ places }) => words.every((word) => places.some((place) => place.includes(word))));
  const numbers = ({ places }) => Array.from(places.keys()).filter((at) => words.some((word) => places[at].includes(word)));
  return found.map((document) => [document.id, ...numbers(document)]).sort();
}

// The same, as the engine finds it.
export async function ask(index, words) {
  const answer = await index.search(words.join(' '));
  const { catalogue } = index;
  const numbers = (document) => answer.hits(document).map((place) => place - catalogue.first[document]);
  return Array.from(answer.documents, (document) => [catalogue.id(document), ...numbers(document)]).sort();
}

// The texts of the first places of each document.
export function texts(index, count) {
  const { catalogue } = index;
  return Promise.all(Array.from({ length: catalogue.documents }, async (_, document) => {
    const places = Array.from({ length: Math.min(count, catalogue.places[document]) }, (_, at) => index.place(document, catalogue.first[document] + at));
    return { id: catalogue.id(document), places: (await Promise.all(places)).map((place) => place.text) };
  }));
}
