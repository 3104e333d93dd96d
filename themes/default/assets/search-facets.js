// Narrowing a result: by column, organ, year, issue and status, which the catalogue has, and by unit.
// A classic script in ES2017; it gives the page one object, gongbaoFacets.
(function () {
  'use strict';

  var VALUES = 40;
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

  // The documents whose places in a unit's list stand for them, if a unit was chosen.
  function ofUnit(state, documents, units) {
    if (!state.unit || !units) return documents;
    var unit = units.find(function (it) { return it.name === state.unit; });
    return window.gongbaoIndex.within(documents, unit ? unit.places : []);
  }

  function inFacets(state, documents) {
    var facets = window.gongbaoIndex.catalogue().facets;
    var wanted = chosen(state);
    if (!state.in && !wanted.some(Boolean)) return documents.slice();
    return documents.filter(function (it) {
      return (!state.in || Number(state.in) === it.document) && facets.every(function (facet, at) {
        return !wanted[at] || facet.numbers[it.document] === wanted[at];
      });
    });
  }

  // The documents within the chosen facets, in the order that was chosen.
  function narrow(state, documents, units) {
    var kept = ofUnit(state, inFacets(state, documents), units);
    if (state.sort === 'date') kept.sort(function (a, b) { return b.document - a.document; });
    return kept;
  }

  // For each facet, how many documents have each of its values within the others that are chosen.
  function count(state, documents) {
    var facets = window.gongbaoIndex.catalogue().facets;
    var wanted = chosen(state);
    return facets.map(function (facet, own) {
      var counts = new Uint32Array(facet.values.length + 1);
      var others = facets.filter(function (other, at) { return wanted[at] && at !== own; });
      documents.forEach(function (it) {
        var within = !others.length || others.every(function (other) { return other.numbers[it.document] === wanted[facets.indexOf(other)]; });
        if (within) counts[facet.numbers[it.document]] += 1;
      });
      return counts;
    });
  }

  function list(state, name, counts) {
    var made = make('ul');
    counts.forEach(function (it) {
      var change = { page: '' };
      change[name] = it.value === state[name] ? '' : it.value;
      made.appendChild(make('li', {}, link(state, change, it.value, it.value === state[name]), ' ', make('span', { className: 'count' }, String(it.count))));
    });
    return made;
  }

  // All facets of these documents.
  function makeFacets(state, documents, narrowed, units) {
    var made = document.createDocumentFragment();
    if (!documents.length || state.in) return made;
    var opened = {};
    element.querySelectorAll('details').forEach(function (details) { opened[details.dataset.facet] = details.open; });
    var isOpen = function (name) {
      return name in opened ? opened[name] : Boolean(state[name]) || (wide.matches && name !== 'unit');
    };
    var counts = count(state, ofUnit(state, documents, units));
    window.gongbaoIndex.catalogue().facets.forEach(function (it, at) {
      var values = it.values.map(function (value, place) {
        return { value: value, count: counts[at][place + 1], at: place };
      }).filter(function (value) { return value.count; });
      if (!values.length) return;
      // Years and issues from the newest, the others by how many there are.
      var ordered = it.name === 'year' || it.name === 'issue';
      values.sort(function (a, b) { return ordered ? b.at - a.at : b.count - a.count || a.at - b.at; });
      made.appendChild(make('details', { open: isOpen(it.name), data: { facet: it.name } },
        make('summary', {}, it.title), list(state, it.name, values.slice(0, VALUES))));
    });
    made.appendChild(unitFacet(state, inFacets(state, documents), isOpen('unit')));
    return made;
  }

  // Units are counted only when a reader asks for them: their lists are the largest of all.
  function unitFacet(state, documents, open) {
    var details = make('details', { data: { facet: 'unit' } }, make('summary', {}, '责任单位'));
    var fill = function () {
      window.gongbaoIndex.units().then(function (units) {
        var catalogue = window.gongbaoIndex.catalogue();
        // The document of each hit, from 1.
        var documentOf = new Uint32Array(catalogue.first[catalogue.documents]);
        documents.forEach(function (it) {
          it.hits.forEach(function (place) { documentOf[place] = it.document + 1; });
        });
        var counts = units.map(function (unit) {
          var last = 0;
          var count = 0;
          unit.places.forEach(function (place) {
            if (!documentOf[place] || documentOf[place] === last) return;
            last = documentOf[place];
            count += 1;
          });
          return { value: unit.name, count: count };
        }).filter(function (it) { return it.count; });
        counts.sort(function (a, b) { return b.count - a.count || (a.value < b.value ? -1 : 1); });
        var made = list(state, 'unit', counts);
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
