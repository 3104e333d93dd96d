// What a query costs the search engine alone, without a browser: bytes, compressed, and milliseconds.
//
//     node benches/ablation.mjs INDEX [QUERY ...]
//
// INDEX is a folder that holds `search/`, as a site does, or as benches/ablation.rs writes it. First: with an engine that has
// loaded nothing; next: the query with a word more, behind another one. Each until the texts of eight documents are read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { engine } from '../tests/engine/support.mjs';

const [site, ...given] = process.argv.slice(2);
const queries = given.length ? given : ['沈政发〔2026〕1号', '一网通办', '沈阳市人民政府', '高质量发展', '的', '发展', '5G', '责任单位：市发展改革委', '推动产业转型升级', '低空经济 养老', '各区、县（市）政府', '沈阳市人民政府办公厅', '经济社会发展'];
const RUNS = 7;
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const size = (name) => gzipSync(readFileSync(join(site, 'search', `${name}.js`))).length;

async function ask(index, query) {
  const start = performance.now();
  const answer = await index.search(query);
  const hits = Array.from(answer.documents.slice(0, 8)).flatMap((document) => answer.hits(document).slice(0, 3).map((hit) => index.place(document, hit)));
  await Promise.all(hits);
  return performance.now() - start;
}

for (const query of queries) {
  const [first, next] = [[], []];
  let bytes = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const { index, values } = engine(site);
    first.push(await ask(index, query));
    bytes = ['engine', ...values.keys()].reduce((sum, name) => sum + size(name), 0);
    await ask(index, '完善');
    next.push(await ask(index, `${query} 建设`));
  }
  console.log(`${query}\t${Math.round(bytes / 1000)} kB\tfirst ${median(first).toFixed(1)} ms\tnext ${median(next).toFixed(1)} ms`);
}
