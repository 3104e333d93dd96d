// When nothing is found: what may have been meant.
// A classic script in ES2017; it gives `gongbao` the function `advice`.
(() => {
  'use strict';

  const LONG = 6;
  const PAIRS = 12;
  const NEAR = 5;
  const { gongbao } = window;
  const { make, link } = gongbao.page;

  /**
   * @param {string} query
   * @param {Answer} answer what it finds where nothing is chosen
   */
  gongbao.advice = async (query, answer) => {
    const { index } = gongbao;
    const { words } = answer;
    const advice = document.createDocumentFragment();
    const all = { q: query };
    if (answer.documents.length) {
      advice.append(make('p', {}, `不限范围有 ${answer.documents.length} 件文件。`, link(all, {}, '查看全部')));
      return advice;
    }
    const [counted, numbered] = await Promise.all([
      Promise.all(words.length < 2 ? [] : words.map(count)),
      nearestNumbers(words.concat(words.join(''))).then(titles),
    ]);
    // Where each of the words by itself leads somewhere, no title is guessed.
    const missing = words.length < 2 || counted.some((it) => !it.documents);
    const near = !numbered.length && missing ? await titles(await nearestTitles(words)) : [];
    const names = index.catalogue.names.filter(([short]) => words.includes(gongbao.fold(short).text));
    advice.append(make('p', {}, '按字面查找每一个字；括号、全角半角、字母大小写和空格的写法不影响结果。'));
    const list = (/** @type {string} */ title, /** @type {HTMLElement[]} */ items) => {
      if (items.length) advice.append(make('p', {}, title), make('ul', { className: 'entries' }, ...items.map((item) => make('li', {}, item))));
    };
    list('分别查找：', counted.map((it) => link(all, { q: it.word }, `${it.word}：${it.documents} 件`)));
    list('这个单位的规范名称：', names.map(([, name]) => link(all, { q: name }, name)));
    list('相近的发文字号：', numbered.map((it) => toDocument(it, `${it.facts[0]}　${it.title}`)));
    list('标题相近的文件：', near.map((it) => toDocument(it, it.title)));
    return advice;
  };

  /**
   * How many documents have a word.
   *
   * @param {string} word
   */
  async function count(word) {
    const found = await gongbao.index.search(`"${word}"`);
    return { word, documents: found.documents.length };
  }

  /**
   * The places of the titles of documents.
   *
   * @param {number[]} documents
   */
  function titles(documents) {
    const { index } = gongbao;
    return Promise.all(documents.map((document) => index.place(document, index.catalogue.first[document])));
  }

  /**
   * @param {Place} title
   * @param {string} text
   */
  function toDocument(title, text) {
    return make('a', { href: `${gongbao.search.root}documents/${title.id}.html` }, text);
  }

  const NUMBER = /^(.*?)\((\d{4})\)第?(\d+)号?$/;

  /**
   * Documents with the nearest numbers to the first one among the words: of the same series, the same year, the fewest
   * between them.
   *
   * @param {string[]} words
   */
  async function nearestNumbers(words) {
    const wanted = words.map((word) => NUMBER.exec(word)).find(Boolean);
    if (!wanted) return [];
    const [, prefix, year, number] = wanted;
    const series = (await gongbao.index.numbers()).map(([name, ofYear, numbers]) => {
      const shared = prefix.split('').filter((unit) => name.includes(unit)).length;
      const far = (name === prefix ? 0 : 1e6) + Math.abs(ofYear - Number(year));
      return { far, alike: !prefix || shared * 2 >= prefix.length, numbers };
    }).filter((it) => it.alike).sort((a, b) => a.far - b.far);
    /** @type {number[]} */
    const near = [];
    for (let at = 0; at < series.length && near.length < NEAR; at += 1) near.push(...inSeries(series[at].numbers, Number(number)));
    return near.slice(0, NEAR);
  }

  /**
   * The documents of a series, of which numbers and documents stand in turns: those nearest to a number first.
   *
   * @param {number[]} numbers
   * @param {number} wanted
   */
  function inSeries(numbers, wanted) {
    const found = [];
    for (let at = 0; at < numbers.length; at += 2) found.push({ far: Math.abs(numbers[at] - wanted), document: numbers[at + 1] });
    found.sort((a, b) => a.far - b.far || b.document - a.document);
    return found.map((it) => it.document);
  }

  /**
   * Documents whose titles hold the most pairs of characters of the query: of a long one every second pair, each of which
   * is a list to load.
   *
   * @param {string[]} words
   */
  async function nearestTitles(words) {
    const step = words.join('').length > LONG ? 2 : 1;
    /** @type {string[]} */
    const pairs = [];
    words.forEach((word) => {
      for (let at = 0; at + 2 <= word.length && pairs.length < PAIRS; at += step) {
        if (!pairs.includes(word.slice(at, at + 2))) pairs.push(word.slice(at, at + 2));
      }
    });
    const found = await Promise.all(pairs.map((pair) => gongbao.index.placesOf(pair)));
    const { documents, first } = gongbao.index.catalogue;
    /** @type {{ document: number, shared: number }[]} */
    const near = [];
    for (let document = 0; document < documents; document += 1) {
      const shared = found.filter((places) => places.has(first[document])).length;
      if (shared && shared * 3 >= pairs.length) near.push({ document, shared });
    }
    near.sort((a, b) => b.shared - a.shared || b.document - a.document);
    return near.slice(0, NEAR).map((it) => it.document);
  }
})();
