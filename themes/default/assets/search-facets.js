// Narrowing a result: by column, organ, year, issue and status, which the catalogue has, and by unit.
// A classic script in ES2017; it gives the page one object, gongbaoFacets.
(function () {
  'use strict';

  var SHOWN = 8;
  var element = document.querySelector('.search-facets');
  var wide = window.matchMedia('(min-width: 64em)');
  var make = window.gongbaoPage.make;
  var link = window.gongbaoPage.link;

  // The facets that the address chooses, as the numbers of their values; -1 for a value that does not occur.
  function chosen(state) {
    return window.gongbaoIndex.catalogue().facets.map(function (facet) {
      return state[facet.name] ? facet.values.indexOf(state[facet.name]) + 1 || -1 : 0;
    });
  }

  // Of an answer what stands in the tasks of the chosen unit, if one was chosen.
  function ofUnit(state, answer, units) {
    if (!state.unit || !units) return answer;
    var unit = units.find(function (it) { return it.name === state.unit; });
    return answer.within(unit ? unit.places : window.gongbaoIndex.none());
  }

  // Of an answer the documents that have the values wanted of each facet, 0 for any.
  function having(wanted, answer) {
    return window.gongbaoIndex.catalogue().facets.reduce(function (kept, facet, at) {
      return wanted[at] ? kept.of(kept.documents.filter(function (document) { return facet.numbers[document] === wanted[at]; })) : kept;
    }, answer);
  }

  function inFacets(state, answer) {
    var kept = having(chosen(state), answer);
    return state.in ? kept.of(kept.documents.filter(function (document) { return document === Number(state.in); })) : kept;
  }

  // What an answer has within the chosen facets, in the order that was chosen.
  function narrow(state, answer, units) {
    var kept = ofUnit(state, inFacets(state, answer), units);
    return state.sort === 'date' ? kept.of(kept.documents.slice().sort().reverse()) : kept;
  }

  // For each facet, how many documents have each of its values within the others that are chosen.
  function count(state, answer) {
    var wanted = chosen(state);
    return window.gongbaoIndex.catalogue().facets.map(function (facet, own) {
      var counts = new Uint32Array(facet.values.length + 1);
      var documents = having(wanted.map(function (value, at) { return at === own ? 0 : value; }), answer).documents;
      for (var at = 0; at < documents.length; at += 1) counts[facet.numbers[documents[at]]] += 1;
      return counts;
    });
  }

  // The values of a facet: the first ones, or all when a later one is chosen; a button has the rest.
  function list(state, name, counts, shown) {
    var made = make('ul');
    var add = function (it) {
      var change = { page: '' };
      change[name] = it.value === state[name] ? '' : it.value;
      made.appendChild(make('li', {}, link(state, change, it.value, it.value === state[name]), ' ', make('span', { className: 'count' }, String(it.count))));
    };
    var rest = counts.slice(shown);
    // A button takes as much room as the one value that it would hide.
    if (rest.length === 1 || rest.some(function (it) { return it.value === state[name]; })) rest = [];
    counts.slice(0, counts.length - rest.length).forEach(add);
    if (rest.length) {
      var button = make('button', { type: 'button', className: 'facet-more' }, '其余 ' + rest.length + ' 项');
      button.addEventListener('click', function () {
        button.parentNode.remove();
        rest.forEach(add);
        made.children[counts.length - rest.length].querySelector('a').focus();
      });
      made.appendChild(make('li', {}, button));
    }
    return made;
  }

  // All facets of an answer.
  function makeFacets(state, answer, units) {
    var made = document.createDocumentFragment();
    if (!answer.documents.length || state.in) return made;
    var opened = {};
    element.querySelectorAll('details').forEach(function (details) { opened[details.dataset.facet] = details.open; });
    var isOpen = function (name) {
      return name in opened ? opened[name] : Boolean(state[name]) || (wide.matches && name !== 'unit');
    };
    var counts = count(state, ofUnit(state, answer, units));
    window.gongbaoIndex.catalogue().facets.forEach(function (it, at) {
      var values = it.values.map(function (value, place) {
        return { value: value, count: counts[at][place + 1], at: place };
      }).filter(function (value) { return value.count; });
      if (!values.length) return;
      // Years and issues from the newest, the others by how many there are.
      var ordered = it.name === 'year' || it.name === 'issue';
      if (ordered) values.reverse(); else values.sort(function (a, b) { return b.count - a.count || a.at - b.at; });
      made.appendChild(make('details', { open: isOpen(it.name), data: { facet: it.name } },
        make('summary', {}, it.title), list(state, it.name, values, SHOWN)));
    });
    made.appendChild(unitFacet(state, inFacets(state, answer), isOpen('unit')));
    return made;
  }

  // Units are counted only when a reader asks for them: their lists are the largest of all.
  function unitFacet(state, answer, open) {
    var details = make('details', { data: { facet: 'unit' } }, make('summary', {}, '责任单位'));
    var fill = function () {
      window.gongbaoIndex.units().then(function (units) {
        var counts = units.map(function (unit) {
          return { value: unit.name, count: answer.within(unit.places).documents.length };
        }).filter(function (it) { return it.count; });
        counts.sort(function (a, b) { return b.count - a.count || (a.value < b.value ? -1 : 1); });
        var made = list(state, 'unit', counts, counts.length);
        if (!counts.length) made.appendChild(make('li', {}, '所找到的不是分工方案中的任务'));
        details.appendChild(made);
      });
    };
    details.addEventListener('toggle', function () {
      if (details.open && !details.querySelector('ul')) fill();
    });
    details.open = open;
    return details;
  }

  window.gongbaoFacets = { narrow: narrow, make: makeFacets };
})();
