// The page of results: everything it shows follows from its address, so that a search can be sent to a colleague.
// A classic script in ES2017.
(() => {
  'use strict';

  const { gongbao } = window;

  const DOCUMENTS = 8;
  const FIRST_HITS = 3;
  const REST_HITS = 30;

  /** @type {{ [name: string]: HTMLElement }} */
  const element = {};
  ['help', 'status', 'advice', 'facets', 'order', 'jump'].forEach((name) => {
    element[name] = document.querySelector(`.search-${name}`);
  });
  element.results = document.querySelector('.results');
  element.paging = document.querySelector('.paging');
  const input = /** @type {HTMLInputElement} */ (document.getElementById('search-query'));

  /**
   * What an address says, that of the page unless another is given.
   *
   * @param {string} [search]
   */
  function read(search) {
    /** @type {State} */
    const state = {};
    new URLSearchParams(search || window.location.search).forEach((value, name) => { state[name] = value; });
    return state;
  }

  /**
   * The address of the state with these changes; nothing takes a key away.
   *
   * @param {State} state
   * @param {State} changes
   */
  function address(state, changes) {
    const parameters = new URLSearchParams();
    const next = Object.assign({}, state, changes);
    // The query comes first.
    Object.keys(next).sort((a, b) => Number(b === 'q') - Number(a === 'q') || (a < b ? -1 : 1)).forEach((name) => {
      if (next[name]) parameters.set(name, next[name]);
    });
    return `?${parameters.toString()}`;
  }

  /**
   * An element with these properties, attributes (`data` has those of data) and content.
   *
   * @param {string} name
   * @param {{ [name: string]: any }} [properties]
   * @param {(Node | string)[]} content
   */
  function make(name, properties, ...content) {
    /** @type {HTMLElement & { [name: string]: any }} */
    const made = document.createElement(name);
    Object.keys(properties || {}).forEach((key) => {
      if (key === 'data') Object.assign(made.dataset, properties.data);
      else if (key in made) made[key] = properties[key];
      else made.setAttribute(key, properties[key]);
    });
    made.append(...content);
    return made;
  }

  /**
   * A link to another state of this page, which is shown without loading the page again.
   *
   * @param {State} state
   * @param {State} changes
   * @param {string} text
   * @param {boolean} [current]
   */
  function link(state, changes, text, current) {
    const made = make('a', { href: address(state, changes) }, text);
    if (current) made.setAttribute('aria-current', 'true');
    return made;
  }

  let asked = 0;

  /**
   * Shows what an address says. What answers are made of is loaded while all else is made ready; then everything is put
   * on the page at once, so that nothing flickers while typing.
   *
   * @param {State} state
   * @param {boolean} focus
   */
  async function show(state, focus) {
    asked += 1;
    const number = asked;
    const query = (state.q || '').trim();
    if (!query) {
      element.help.hidden = false;
      settle();
      clear();
      return;
    }
    element.results.dataset.state = 'loading';
    try {
      const index = await gongbao.search.engine();
      const [answer, units] = await Promise.all([index.search(query), state.unit ? index.units() : null]);
      if (number !== asked) return;
      const narrowed = gongbao.facets.narrow(state, answer, units);
      const rows = layOut(state, narrowed);
      const loading = Promise.all([
        Promise.all(rows.items.map((row) => makeRow(state, query, answer.words, row))),
        index.citation(query, answer),
        narrowed.documents.length ? null : gongbao.advice(query, answer),
      ]);
      const facets = gongbao.facets.make(state, answer, units);
      const hits = countHits(narrowed);
      settle();
      const [items, jump, advice] = await loading;
      // What was typed later is shown instead.
      if (number !== asked) return;
      element.help.hidden = true;
      showStatus(query, answer, narrowed.documents.length, hits);
      fill(element.advice, advice);
      showJump(jump);
      element.results.textContent = '';
      element.results.append(...items);
      showOrder(state, narrowed.documents.length);
      showPaging(state, rows.pages);
      fill(element.facets, facets);
      Object.assign(element.results.dataset, { total: String(narrowed.documents.length), hits: String(hits), state: 'done' });
      if (focus) window.requestAnimationFrame(() => { window.scrollTo(0, 0); });
    } catch (error) {
      if (number !== asked) return;
      settle();
      clear();
      element.help.hidden = true;
      element.status.textContent = `检索数据没有读全（${error.message}），请刷新后再试。`;
    }
  }

  /**
   * @param {HTMLElement} part
   * @param {Node} content
   */
  function fill(part, content) {
    part.textContent = '';
    if (content) part.appendChild(content);
  }

  function clear() {
    ['status', 'advice', 'facets', 'order', 'jump', 'results'].forEach((name) => { element[name].textContent = ''; });
    element.paging.hidden = true;
    Object.assign(element.results.dataset, { total: '0', hits: '0', state: 'done' });
  }

  /** @param {Answer} answer */
  function countHits(answer) {
    return answer.documents.reduce((sum, document) => sum + answer.counts[document], 0);
  }

  /**
   * What stands on the page: the documents with their first hits, some to a page; behind the last of these pages come
   * the hits that are left, so that paging reaches all of them.
   *
   * @param {State} state
   * @param {Answer} answer
   */
  function layOut(state, answer) {
    const { documents, counts } = answer;
    const page = Math.max(1, Number(state.page) || 1);
    const single = Boolean(state.in);
    const pages = single ? 0 : Math.ceil(documents.length / DOCUMENTS);
    if (page <= pages) {
      const shown = documents.slice((page - 1) * DOCUMENTS, page * DOCUMENTS);
      const rest = documents.reduce((sum, document) => sum + Math.max(0, counts[document] - FIRST_HITS), 0);
      return {
        items: Array.from(shown, (document) => (
          { document, hits: answer.hits(document).slice(0, FIRST_HITS), left: Math.max(0, counts[document] - FIRST_HITS) }
        )),
        pages: pages + Math.ceil(rest / REST_HITS),
      };
    }
    const from = (page - pages - 1) * REST_HITS;
    let at = 0;
    /** @type {Row[]} */
    const items = [];
    documents.forEach((document) => {
      const shown = single ? 0 : Math.min(FIRST_HITS, counts[document]);
      const left = counts[document] - shown;
      if (left && at + left > from && at < from + REST_HITS) {
        items.push({ document, hits: answer.hits(document).slice(shown + Math.max(0, from - at), shown + from + REST_HITS - at), left: 0 });
      }
      at += left;
    });
    return { items, pages: pages + Math.ceil(at / REST_HITS) };
  }

  /**
   * @param {string} query
   * @param {Answer} answer
   * @param {number} documents
   * @param {number} hits
   */
  function showStatus(query, answer, documents, hits) {
    const total = gongbao.index.catalogue.documents;
    let said = documents
      ? `找到 ${documents} 件文件、${hits} 处`
      : `在全部 ${total} 件文件的标题、发文字号和正文中，没有找到“${query}”`;
    if (!documents && answer.documents.length) said = `在所选范围内没有找到“${query}”`;
    element.status.textContent = `${said}。`;
    document.title = `${query} - ${document.title.replace(/^.* - /, '')}`;
  }

  /** @param {Jump} jump */
  async function showJump(jump) {
    element.jump.textContent = '';
    if (!jump || !jump.label) return;
    const { index, search } = gongbao;
    const [place, title] = await Promise.all([
      index.anchored(jump.document, jump.anchor),
      index.place(jump.document, index.catalogue.first[jump.document]),
    ]);
    element.jump.textContent = '';
    element.jump.append('转到　', make('a', { href: `${search.root}documents/${place.id}.html#${jump.anchor}` }, `${title.title} ${jump.label}`));
  }

  /**
   * A document with hits, as soon as their texts are there.
   *
   * @param {State} state
   * @param {string} query
   * @param {string[]} words
   * @param {Row} row
   */
  async function makeRow(state, query, words, row) {
    const { address, excerpt } = gongbao.search;
    const places = await Promise.all(row.hits.map((hit) => gongbao.index.place(row.document, hit)));
    const [first] = places;
    const isTitle = first.anchor === 'main';
    const title = make('a', { className: 'result-title', href: address({ id: first.id, anchor: 'main' }, query) }, excerpt(first.title, words, 200, 200));
    if (isTitle) Object.assign(title.dataset, { document: first.id, anchor: 'main' });
    const facts = first.facts.map((fact) => make('span', {}, excerpt(fact, isTitle ? words : [], 99, 99)));
    const item = make('li', {}, title, make('p', { className: 'result-facts' }, ...facts));
    const hits = places.slice(isTitle ? 1 : 0).map((place) => {
      const path = place.path.length ? [make('span', { className: 'hit-path' }, place.path.join(' › '))] : [];
      const hit = make('a', { className: 'hit-link', href: address(place, query) }, excerpt(place.text, words, 40, 90));
      return make('li', { className: 'hit', data: { document: place.id, anchor: place.anchor } }, ...path, hit);
    });
    if (hits.length) item.appendChild(make('ul', {}, ...hits));
    if (row.left) item.appendChild(make('p', { className: 'result-more' }, link(state, { in: String(row.document), page: '' }, `本文件另有 ${row.left} 处`)));
    return item;
  }

  /**
   * @param {State} state
   * @param {number} documents
   */
  function showOrder(state, documents) {
    element.order.textContent = '';
    if (!documents) return;
    if (state.in) {
      element.order.appendChild(link(state, { in: '', page: '' }, '返回全部结果'));
      return;
    }
    element.order.appendChild(link(state, { sort: '', page: '' }, '按相关程度', state.sort !== 'date'));
    element.order.appendChild(link(state, { sort: 'date', page: '' }, '按日期', state.sort === 'date'));
  }

  /**
   * @param {State} state
   * @param {number} pages
   */
  function showPaging(state, pages) {
    element.paging.textContent = '';
    element.paging.hidden = pages < 2;
    if (pages < 2) return;
    const page = Math.max(1, Number(state.page) || 1);
    let numbers = [1, pages];
    for (let at = page - 2; at <= page + 2; at += 1) if (at > 1 && at < pages) numbers.push(at);
    numbers = numbers.filter((number, at) => numbers.indexOf(number) === at).sort((a, b) => a - b);
    const to = (/** @type {number} */ number) => ({ page: number > 1 ? String(number) : '' });
    if (page > 1) element.paging.appendChild(link(state, to(page - 1), '上一页'));
    numbers.forEach((number, at) => {
      if (at && number > numbers[at - 1] + 1) element.paging.appendChild(make('span', {}, '…'));
      element.paging.appendChild(link(state, to(number), String(number), number === page));
    });
    if (page < pages) element.paging.appendChild(link(state, to(page + 1), '下一页'));
  }

  /** @type {{ address: string, keep: boolean }} An address that the window has not got yet. */
  let next = null;
  // Is the address that of a query that is still being typed?
  let typing = false;

  /**
   * Goes to an address of this page. To change that of the window takes time, too: this is done while the last files are
   * on their way, or before something else is asked.
   *
   * @param {string} to
   * @param {boolean} keep
   */
  function go(to, keep) {
    settle();
    next = { address: to, keep };
    show(read(to), !keep);
  }

  function settle() {
    if (!next) return;
    const { address: to, keep } = next;
    next = null;
    try {
      if (keep) window.history.replaceState(null, '', to); else window.history.pushState(null, '', to);
    } catch (error) {
      // Where a browser does not let a page from a disk change its address, it is loaded.
      window.location.href = to;
    }
  }

  gongbao.page = {
    make,
    link,
    // A query from the box: typed on, or sent off.
    ask(query, sent) {
      settle();
      const state = read();
      const to = address({}, { q: query.trim(), sort: state.sort });
      if (to === window.location.search) {
        typing = typing && !sent;
        return;
      }
      // One step back leads to the query before this one, not through every letter of it.
      go(to, !sent && typing);
      typing = !sent;
    },
  };

  document.querySelector('main').addEventListener('click', (event) => {
    const target = /** @type {HTMLElement} */ (event.target).closest('a');
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    if ((target.getAttribute('href') || '').charAt(0) !== '?') return;
    event.preventDefault();
    typing = false;
    input.value = new URLSearchParams(target.getAttribute('href')).get('q') || '';
    go(target.getAttribute('href'), false);
  });

  window.addEventListener('popstate', () => {
    next = null;
    typing = false;
    input.value = read().q || '';
    show(read(), false);
  });

  // The box's script runs last and starts the search engine; then the address is shown.
  document.addEventListener('DOMContentLoaded', () => {
    input.value = read().q || '';
    show(read(), false);
  });
})();
