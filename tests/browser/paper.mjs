// Pages of the site as PDF, and what is measured on them: words with their places, ink, sizes. Lengths in mm.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, temporary } from './support.mjs';

const MM = 25.4 / 72;
export const RESOLUTION = 100;
const PIXEL = 25.4 / RESOLUTION;
// Where the text stands: everything else on a page is running head and foot.
export const AREA = { top: 34, bottom: 297 - 32.58 };

function tool(name, ...more) {
  return execFileSync(name, more, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

// A PDF of a page, and what the page shows on paper as its document tells it.
export async function print(browser, base, address, options = {}) {
  const { page, close } = await open(browser, base, address, options);
  const file = join(temporary(), 'page.pdf');
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  await page.emulateMedia({ media: 'print' });
  const told = await page.evaluate(() => {
    const text = (element) => (element ? element.innerText : '');
    const all = (selector) => Array.from(document.querySelectorAll(selector));
    return {
      main: text(document.querySelector('main')),
      headings: all('main :is(h1, h2, h3, h4, h5, h6)').map(text),
      heads: all('thead').map(text),
    };
  });
  await close();
  return { file, ...told };
}

export function sizes(file) {
  const count = Number(/^Pages:\s+(\d+)/m.exec(tool('pdfinfo', file))[1]);
  const lines = tool('pdfinfo', '-f', '1', '-l', String(count), file).matchAll(/^Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)/gm);
  return Array.from(lines, ([, width, height]) => [Math.round(width * MM), Math.round(height * MM)]);
}

// The words of each page with their places.
export function words(file) {
  const pages = tool('pdftotext', '-bbox', file, '-').split('<page ').slice(1);
  const word = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g;
  return pages.map((page) => Array.from(page.matchAll(word), ([, left, top, right, bottom, text]) =>
    ({ left: left * MM, top: top * MM, right: right * MM, bottom: bottom * MM, text })));
}

// The text of each page in the order in which the file holds it, without running head and foot.
export function texts(file, ...more) {
  const top = AREA.top / MM;
  const height = (AREA.bottom - AREA.top) / MM;
  const crop = ['-x', '0', '-y', top, '-W', '1000', '-H', height].map((value) => String(typeof value === 'number' ? Math.round(value) : value));
  return tool('pdftotext', '-raw', ...crop, ...more, file, '-').split('\f').slice(0, -1);
}

export function wholeTexts(file) {
  return tool('pdftotext', '-raw', file, '-').split('\f').slice(0, -1);
}

// The ink of a page: where it is dark (or red) within a band of it.
export function ink(file, number) {
  const prefix = join(temporary(), 'ink');
  tool('pdftoppm', '-r', String(RESOLUTION), '-f', String(number), '-l', String(number), '-singlefile', file, prefix);
  const bytes = execFileSync('cat', [`${prefix}.ppm`], { maxBuffer: 1 << 28 });
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
  const [width, height] = [Number(head[1]), Number(head[2])];
  const start = head[0].length;
  const dark = (red, green) => red < 140 && green < 140;
  const isRed = (red, green) => red > 150 && green < 100;
  return {
    // The edges of the ink between two heights, or nothing.
    box({ top = 0, bottom = Infinity, left = 0, right = Infinity, red = false } = {}) {
      const test = red ? isRed : dark;
      let found = null;
      for (let y = Math.ceil(top / PIXEL); y < Math.min(height, bottom / PIXEL); y += 1) {
        for (let x = Math.ceil(left / PIXEL); x < Math.min(width, right / PIXEL); x += 1) {
          const at = start + 3 * (y * width + x);
          if (!test(bytes[at], bytes[at + 1])) continue;
          found ??= { left: x, right: x, top: y, bottom: y };
          found.left = Math.min(found.left, x);
          found.right = Math.max(found.right, x);
          found.bottom = y;
        }
      }
      if (!found) return null;
      return { left: found.left * PIXEL, right: (found.right + 1) * PIXEL, top: found.top * PIXEL, bottom: (found.bottom + 1) * PIXEL };
    },
  };
}

// A browser's PDF names some characters by the radicals that look the same.
export function squeeze(text) {
  return text.replace(/[\u2e80-\u2fdf]/g, (radical) => RADICALS[radical] ?? radical.normalize('NFKC')).replace(/[\s\u00ad]+/g, '');
}
const RADICALS = { '⻓': '长', '⻔': '门', '⻛': '风', '⻋': '车', '⻢': '马', '⻅': '见', '⻆': '角', '⻝': '食', '⻘': '青', '⻚': '页', '⻬': '齐', '⻩': '黄', '⻰': '龙', '⻮': '齿', '⻥': '鱼', '⻦': '鸟', '⻜': '飞', '⻉': '贝', '⻄': '西', '⺠': '民', '⻣': '骨', '⻤': '鬼', '⻨': '麦', '⻁': '虎', '⻙': '韦', '⺟': '母', '⻑': '長' };
