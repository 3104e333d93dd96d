// Narrowing a result: by column, organ, year, issue and status, which the catalogue has, and by unit.
// A classic script in ES2017; it gives `gongbao` the object `facets`.
(() => {
  'use strict';

  const SHOWN = 8;
  const element = document.querySelector('.search-facets');
  const wide = window.matchMedia('(min-width: 64em)');
  const { gongbao } = window;
  const { make, link } = gongbao.page;

  /**
   * The facets that the address chooses, as the numbers of their values; -1 for a value that does not occur.
   *
   * @param {State} state
   */
  function chosen(state) {
    return gongbao.index.catalogue.facets.map(({ name, values }) => {
      const value = state[name];
      return value ? values.indexOf(value) + 1 || -1 : 0;
    });
  }

  /**
   * Of an answer what stands in the tasks of the chosen unit, if one was chosen.
   *
   * @param {State} state
   * @param {Answer} answer
   * @param {Unit[]} units
   */
  function ofUnit(state, answer, units) {
    if (!state.unit || !units) return answer;
    const unit = units.find((it) => it.name === state.unit);
    return answer.within(unit ? unit.places : gongbao.index.none());
  }

  /**
   * Of an answer the documents that have the values wanted of each facet, 0 for any.
   *
   * @param {number[]} wanted
   * @param {Answer} answer
   */
  function having(wanted, answer) {
    return gongbao.index.catalogue.facets.reduce((kept, { numbers }, at) => {
      return wanted[at] ? kept.of(kept.documents.filter((document) => numbers[document] === wanted[at])) : kept;
    }, answer);
  }

  /**
   * @param {State} state
   * @param {Answer} answer
   */
  function inFacets(state, answer) {
    const kept = having(chosen(state), answer);
    return state.in ? kept.of(kept.documents.filter((document) => document === Number(state.in))) : kept;
  }

  /**
   * What an answer has within the chosen facets, in the order that was chosen.
   *
   * @param {State} state
   * @param {Answer} answer
   * @param {Unit[]} units
   */
  function narrow(state, answer, units) {
    const kept = ofUnit(state, inFacets(state, answer), units);
    return state.sort === 'date' ? kept.of(kept.documents.slice().sort().reverse()) : kept;
  }

  /**
   * For each facet, how many documents have each of its values within the others that are chosen.
   *
   * @param {State} state
   * @param {Answer} answer
   */
  function count(state, answer) {
    const wanted = chosen(state);
    return gongbao.index.catalogue.facets.map(({ values, numbers }, own) => {
      const counts = new Uint32Array(values.length + 1);
      const { documents } = having(wanted.map((value, at) => at === own ? 0 : value), answer);
      for (let at = 0; at < documents.length; at += 1) counts[numbers[documents[at]]] += 1;
      return counts;
    });
  }

  /**
   * The values of a facet: the first ones, or all when a later one is chosen; a button has the rest.
   *
   * @param {State} state
   * @param {string} name
   * @param {Value[]} counts
   * @param {number} shown
   */
  function list(state, name, counts, shown) {
    const made = make('ul');
    const add = (/** @type {Value} */ it) => {
      const current = it.value === state[name];
      const change = { page: '', [name]: current ? '' : it.value };
      made.appendChild(make('li', {}, link(state, change, it.value, current), ' ', make('span', { className: 'count' }, String(it.count))));
    };
    let rest = counts.slice(shown);
    // A button takes as much room as the one value that it would hide.
    if (rest.length === 1 || rest.some((it) => it.value === state[name])) rest = [];
    counts.slice(0, counts.length - rest.length).forEach(add);
    if (rest.length) {
      const button = make('button', { type: 'button', className: 'facet-more' }, `其余 ${rest.length} 项`);
      button.addEventListener('click', () => {
        button.parentElement.remove();
        rest.forEach(add);
        made.children[counts.length - rest.length].querySelector('a').focus();
      });
      made.appendChild(make('li', {}, button));
    }
    return made;
  }

  /**
   * All facets of an answer.
   *
   * @param {State} state
   * @param {Answer} answer
   * @param {Unit[]} units
   */
  function makeFacets(state, answer, units) {
    const made = document.createDocumentFragment();
    if (!answer.documents.length || state.in) return made;
    /** @type {{ [name: string]: boolean }} */
    const opened = {};
    element.querySelectorAll('details').forEach((details) => { opened[details.dataset.facet] = details.open; });
    const isOpen = (/** @type {string} */ name) => name in opened ? opened[name] : Boolean(state[name]) || (wide.matches && name !== 'unit');
    const counts = count(state, ofUnit(state, answer, units));
    gongbao.index.catalogue.facets.forEach((it, at) => {
      const values = it.values.map((value, place) => ({ value, count: counts[at][place + 1], at: place })).filter((value) => value.count);
      if (!values.length) return;
      // Years and issues from the newest, the others by how many there are.
      const ordered = it.name === 'year' || it.name === 'issue';
      if (ordered) values.reverse(); else values.sort((a, b) => b.count - a.count || a.at - b.at);
      made.appendChild(make('details', { open: isOpen(it.name), data: { facet: it.name } },
        make('summary', {}, it.title), list(state, it.name, values, SHOWN)));
    });
    made.appendChild(unitFacet(state, inFacets(state, answer), isOpen('unit')));
    return made;
  }

  /**
   * Units are counted only when a reader asks for them: their lists are the largest of all.
   *
   * @param {State} state
   * @param {Answer} answer
   * @param {boolean} open
   */
  function unitFacet(state, answer, open) {
    const details = /** @type {HTMLDetailsElement} */ (make('details', { data: { facet: 'unit' } }, make('summary', {}, '责任单位')));
    const fill = async () => {
      const units = await gongbao.index.units();
      const counts = units.map(({ name, places }) => ({ value: name, count: answer.within(places).documents.length })).filter((it) => it.count);
      counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      const made = list(state, 'unit', counts, counts.length);
      if (!counts.length) made.appendChild(make('li', {}, '所找到的不是分工方案中的任务'));
      details.appendChild(made);
    };
    details.addEventListener('toggle', () => {
      if (details.open && !details.querySelector('ul')) fill();
    });
    details.open = open;
    return details;
  }

  gongbao.facets = { narrow, make: makeFacets };
})();
