// How long after a save the preview shows it: milliseconds from writing the file until the page that is open in Chromium
// has painted the words, and the memory that the preview takes.
//
//     node benches/preview.mjs CONTENT DOCUMENT
//
// CONTENT is copied first; DOCUMENT is a file in it. The median and the longest of nine saves.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { launch, preview, project } from '../tests/browser/support.mjs';

const [content, name] = process.argv.slice(2);
const SAVES = 9;
const folder = mkdtempSync(join(tmpdir(), 'gongbao-preview-'));
cpSync(content, join(folder, 'content'), { recursive: true });
cpSync(join(project, 'themes'), join(folder, 'themes'), { recursive: true });
// Files that were just written are read again until they have lain still for two seconds.
await wait(2500);
const site = await preview(folder);
const browser = await launch();
const page = await (await browser.newContext()).newPage();
let painted = () => {};
await page.exposeFunction('gongbaoPainted', (text) => painted(text));
await page.addInitScript(() => {
  const look = () => requestAnimationFrame(() => setTimeout(() => {
    window.gongbaoPainted(document.body.textContent.match(/第\d+次保存/)?.[0]);
  }));
  document.addEventListener('DOMContentLoaded', () => {
    look();
    new MutationObserver(look).observe(document.querySelector('main'), { childList: true, subtree: true });
  });
});
const file = join(folder, 'content', name);
const text = readFileSync(file, 'utf8');
const [, id] = text.match(/^id: *(\S+)/m);
await page.goto(`${site.url}documents/${id}.html`);
await wait(1000);

const took = [];
for (let save = 0; save < SAVES; save += 1) {
  const words = `第${save}次保存`;
  const shown = new Promise((ready) => { painted = (text) => { if (text === words) ready(); }; });
  const start = performance.now();
  writeFileSync(file, `${text}\n\n${words}。\n`);
  await shown;
  took.push(Math.round(performance.now() - start));
  await wait(1000);
}
took.sort((a, b) => a - b);
const memory = readFileSync(`/proc/${site.pid}/status`, 'utf8').match(/VmHWM:\s*(\d+)/)[1] / 1e6;
console.log(`median ${took[SAVES >> 1]} ms, longest ${took.at(-1)} ms, ${memory.toFixed(2)} GB`);
await browser.close();
site.close();
rmSync(folder, { recursive: true });
