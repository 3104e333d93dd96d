// The page of results: everything it shows follows from its address, so that a search can be sent to a colleague.
// A classic script in ES2017.
(function () {
  'use strict';

  var DOCUMENTS = 10;
  var FIRST_HITS = 3;
  var REST_HITS = 30;
  var FACET_VALUES = 40;

  var element = {};
  ['help', 'status', 'advice', 'facets', 'order', 'jump'].forEach(function (name) {
    element[name] = document.querySelector('.search-' + name);
  });
  element.results = document.querySelector('.results');
  element.paging = document.querySelector('.paging');
  element.input = document.getElementById('search-query');

  function read() {
    var state = {};
    new URLSearchParams(window.location.search).forEach(function (value, name) { state[name] = value; });
    return state;
  }

  // The address of the state with these changes; nothing takes a key away.
  function address(state, changes) {
    var parameters = new URLSearchParams();
    var next = Object.assign({}, state, changes);
    Object.keys(next).sort(function (a, b) { return (b === 'q') - (a === 'q') || (a < b ? -1 : 1); }).forEach(function (name) {
      if (next[name]) parameters.set(name, next[name]);
    });
    return '?' + parameters.toString();
  }

  function make(name, properties) {
    var made = document.createElement(name);
    Object.keys(properties || {}).forEach(function (key) {
      if (key === 'data') Object.assign(made.dataset, properties.data);
      else if (key in made) made[key] = properties[key];
      else made.setAttribute(key, properties[key]);
    });
    for (var at = 2; at < arguments.length; at += 1) {
      made.appendChild(typeof arguments[at] === 'string' ? document.createTextNode(arguments[at]) : arguments[at]);
    }
    return made;
  }

  // A link to another state of this page, which is shown without loading the page again.
  function link(state, changes, text, current) {
    var made = make('a', { href: address(state, changes) }, text);
    if (current) made.setAttribute('aria-current', 'true');
    return made;
  }

  var asked = 0;

  // Shows what the address says.
  function show(focus) {
    var state = read();
    var index = window.gongbaoIndex;
    var number = asked += 1;
    var query = (state.q || '').trim();
    element.help.hidden = query !== '';
    if (!query) return clear();
    element.results.dataset.state = 'loading';
    window.gongbaoShow.start().then(function () {
      return Promise.all([index.search(query), state.unit ? index.units() : null]);
    }).then(function (found) {
      var narrowed = narrow(state, found[0].documents, found[1]);
      var rows = layOut(state, narrowed);
      return Promise.all([
        Promise.all(rows.items.map(function (row) { return row.load(); })),
        index.citation(query, found[0]),
        narrowed.length ? null : advise(state, query, found[0]),
      ]).then(function (loaded) {
        // What was typed later is shown instead.
        if (number !== asked) return;
        showStatus(state, query, found[0], narrowed);
        element.advice.textContent = '';
        if (loaded[2]) element.advice.appendChild(loaded[2]);
        showJump(loaded[1]);
        showResults(query, found[0].words, loaded[0]);
        showOrder(state, narrowed);
        showPaging(state, rows.pages);
        showFacets(state, found[0].documents, found[1]);
        element.results.dataset.total = String(narrowed.length);
        element.results.dataset.hits = String(countHits(narrowed));
        element.results.dataset.state = 'done';
        if (focus) window.scrollTo(0, 0);
      });
    }).catch(function (error) {
      if (number !== asked) return;
      clear();
      element.status.textContent = '检索数据没有读全（' + error.message + '），请刷新后再试。';
    });
  }

  function clear() {
    ['status', 'advice', 'facets', 'order', 'jump', 'results'].forEach(function (name) { element[name].textContent = ''; });
    element.paging.hidden = true;
    Object.assign(element.results.dataset, { total: '0', hits: '0', state: 'done' });
  }

  function countHits(documents) {
    return documents.reduce(function (sum, it) { return sum + it.hits.length; }, 0);
  }

  // The documents within the chosen facets; `but` leaves one of them out, to count its values.
  function narrow(state, documents, units, but) {
    var facets = window.gongbaoIndex.catalogue().facets.filter(function (facet) { return state[facet.name] && facet.name !== but; });
    var wanted = facets.map(function (facet) { return facet.values.indexOf(state[facet.name]) + 1; });
    var unit = but !== 'unit' && state.unit && units && units.find(function (it) { return it.name === state.unit; });
    var kept = documents.filter(function (it) {
      return facets.every(function (facet, at) { return wanted[at] && facet.column[it.document] === wanted[at]; })
        && (!state.in || Number(state.in) === it.document);
    });
    if (but !== 'unit' && state.unit) {
      kept = kept.map(function (it) {
        var hits = it.hits.filter(function (place) { return unit && unit.places.has(place); });
        return { document: it.document, rank: it.rank, hits: hits };
      }).filter(function (it) { return it.hits.length; });
    }
    if (state.sort === 'date') kept.sort(function (a, b) { return b.document - a.document; });
    return kept;
  }

  // What stands on the page: the documents with their first hits, ten to a page; behind the last of these pages come
  // the hits that are left, so that paging reaches all of them.
  function layOut(state, documents) {
    var page = Math.max(1, Number(state.page) || 1);
    var single = Boolean(state.in);
    var row = function (it, hits, more) {
      return {
        load: function () {
          return Promise.all(hits.map(function (hit) { return window.gongbaoIndex.place(it.document, hit); })).then(function (places) {
            return { document: it, places: places, more: more && address(state, { in: String(it.document), page: '' }), left: it.hits.length - hits.length };
          });
        },
      };
    };
    var pages = single ? 0 : Math.ceil(documents.length / DOCUMENTS);
    if (page <= pages) {
      var shown = documents.slice((page - 1) * DOCUMENTS, page * DOCUMENTS);
      var rest = documents.reduce(function (sum, it) { return sum + Math.max(0, it.hits.length - FIRST_HITS); }, 0);
      return {
        items: shown.map(function (it) { return row(it, it.hits.slice(0, FIRST_HITS), it.hits.length > FIRST_HITS); }),
        pages: pages + Math.ceil(rest / REST_HITS),
      };
    }
    var from = (page - pages - 1) * REST_HITS;
    var at = 0;
    var items = [];
    documents.forEach(function (it) {
      var left = single ? it.hits : it.hits.slice(FIRST_HITS);
      var take = left.slice(Math.max(0, from - at), Math.max(0, from + REST_HITS - at));
      if (take.length) items.push(row(it, take, false));
      at += left.length;
    });
    return { items: items, pages: pages + Math.ceil(at / REST_HITS) };
  }

  function showStatus(state, query, result, narrowed) {
    var total = window.gongbaoIndex.catalogue().documents;
    var said = narrowed.length
      ? '找到 ' + narrowed.length + ' 件文件、' + countHits(narrowed) + ' 处'
      : '在全部 ' + total + ' 件文件的标题、发文字号和正文中，没有找到“' + query + '”';
    if (!narrowed.length && result.documents.length) said = '在所选范围内没有找到“' + query + '”';
    element.status.textContent = said + '。';
    document.title = query + ' - ' + document.title.replace(/^.* - /, '');
  }

  function showJump(jump) {
    element.jump.textContent = '';
    if (!jump || !jump.label) return;
    var first = window.gongbaoIndex.catalogue().first[jump.document];
    Promise.all([
      window.gongbaoIndex.anchored(jump.document, jump.anchor),
      window.gongbaoIndex.place(jump.document, first),
    ]).then(function (places) {
      element.jump.textContent = '';
      element.jump.appendChild(document.createTextNode('转到　'));
      element.jump.appendChild(make('a', { href: window.gongbaoShow.root + 'documents/' + places[0].id + '.html#' + jump.anchor }, places[1].title + ' ' + jump.label));
    });
  }

  function showResults(query, words, rows) {
    var list = document.createDocumentFragment();
    rows.forEach(function (row) {
      var first = row.places[0];
      var isTitle = first.anchor === 'main';
      var title = make('a', { className: 'result-title', href: window.gongbaoShow.address({ id: first.id, anchor: 'main' }, query) });
      title.appendChild(window.gongbaoShow.excerpt(first.title, words, 200, 200));
      var item = make('li', {}, title);
      if (isTitle) Object.assign(title.dataset, { document: first.id, anchor: 'main' });
      var facts = make('p', { className: 'result-facts' });
      first.facts.forEach(function (fact) {
        var span = make('span');
        span.appendChild(window.gongbaoShow.excerpt(fact, isTitle ? words : [], 99, 99));
        facts.appendChild(span);
      });
      item.appendChild(facts);
      var hits = make('ul');
      row.places.slice(isTitle ? 1 : 0).forEach(function (place) {
        var hit = make('a', { className: 'hit-link', href: window.gongbaoShow.address(place, query) });
        hit.appendChild(window.gongbaoShow.excerpt(place.text, words, 40, 90));
        var li = make('li', { className: 'hit', data: { document: place.id, anchor: place.anchor } });
        if (place.path.length) li.appendChild(make('span', { className: 'hit-path' }, place.path.join(' › ')));
        li.appendChild(hit);
        hits.appendChild(li);
      });
      if (hits.firstChild) item.appendChild(hits);
      if (row.more) item.appendChild(make('p', { className: 'result-more' }, make('a', { href: row.more }, '本文件另有 ' + row.left + ' 处')));
      list.appendChild(item);
    });
    // All at once, so that nothing flickers while typing.
    element.results.textContent = '';
    element.results.appendChild(list);
  }

  function showOrder(state, documents) {
    element.order.textContent = '';
    if (!documents.length) return;
    if (state.in) {
      element.order.appendChild(link(state, { in: '', page: '' }, '返回全部结果'));
      return;
    }
    element.order.appendChild(link(state, { sort: '', page: '' }, '按相关程度', state.sort !== 'date'));
    element.order.appendChild(link(state, { sort: 'date', page: '' }, '按日期', state.sort === 'date'));
  }

  function showPaging(state, pages) {
    element.paging.textContent = '';
    element.paging.hidden = pages < 2;
    if (pages < 2) return;
    var page = Math.max(1, Number(state.page) || 1);
    var numbers = [1, pages];
    for (var at = page - 2; at <= page + 2; at += 1) if (at > 1 && at < pages) numbers.push(at);
    numbers = numbers.filter(function (number, at) { return numbers.indexOf(number) === at; }).sort(function (a, b) { return a - b; });
    var to = function (number) { return { page: number > 1 ? String(number) : '' }; };
    if (page > 1) element.paging.appendChild(link(state, to(page - 1), '上一页'));
    numbers.forEach(function (number, at) {
      if (at && number > numbers[at - 1] + 1) element.paging.appendChild(make('span', {}, '…'));
      element.paging.appendChild(link(state, to(number), String(number), number === page));
    });
    if (page < pages) element.paging.appendChild(link(state, to(page + 1), '下一页'));
  }

  function facet(state, name, title, counts, open) {
    var chosen = state[name];
    var list = make('ul');
    counts.forEach(function (it) {
      var change = { page: '' };
      change[name] = it.value === chosen ? '' : it.value;
      list.appendChild(make('li', {}, link(state, change, it.value, it.value === chosen), ' ', make('span', { className: 'count' }, String(it.count))));
    });
    var details = make('details', { open: open, data: { facet: name } }, make('summary', {}, title), list);
    return details;
  }

  function showFacets(state, documents, units) {
    var opened = Array.from(element.facets.querySelectorAll('details')).reduce(function (all, details) {
      all[details.dataset.facet] = details.open;
      return all;
    }, {});
    var wide = window.matchMedia('(min-width: 64em)').matches;
    var isOpen = function (name) {
      return name in opened ? opened[name] : Boolean(state[name]) || (wide && name !== 'unit');
    };
    var made = document.createDocumentFragment();
    if (documents.length && !state.in) {
      window.gongbaoIndex.catalogue().facets.forEach(function (it) {
        var counts = new Map();
        narrow(state, documents, units, it.name).forEach(function (found) {
          var value = it.column[found.document];
          if (value) counts.set(value, (counts.get(value) || 0) + 1);
        });
        if (!counts.size) return;
        var values = Array.from(counts).map(function (pair) { return { value: it.values[pair[0] - 1], count: pair[1], at: pair[0] }; });
        // Years and issues from the newest, the others by how many there are.
        var ordered = it.name === 'year' || it.name === 'issue';
        values.sort(function (a, b) { return ordered ? b.at - a.at : b.count - a.count || a.at - b.at; });
        made.appendChild(facet(state, it.name, it.title, values.slice(0, FACET_VALUES), isOpen(it.name)));
      });
      made.appendChild(unitFacet(state, documents, isOpen('unit')));
    }
    element.facets.textContent = '';
    element.facets.appendChild(made);
  }

  // Units are counted only when a reader asks for them: their lists are the largest of all.
  function unitFacet(state, documents, open) {
    var details = make('details', { data: { facet: 'unit' } }, make('summary', {}, '责任单位'));
    var fill = function () {
      window.gongbaoIndex.units().then(function (units) {
        var kept = narrow(state, documents, units, 'unit');
        var counts = units.map(function (unit) {
          var count = kept.filter(function (it) {
            return it.hits.some(function (place) { return unit.places.has(place); });
          }).length;
          return { value: unit.name, count: count };
        }).filter(function (it) { return it.count; });
        counts.sort(function (a, b) { return b.count - a.count || (a.value < b.value ? -1 : 1); });
        var made = facet(state, 'unit', '', counts, true);
        if (!counts.length) made.querySelector('ul').appendChild(make('li', {}, '所找到的不是分工方案中的任务'));
        details.appendChild(made.querySelector('ul'));
      });
    };
    details.addEventListener('toggle', function () {
      if (details.open && !details.querySelector('ul')) fill();
    });
    details.open = open;
    return details;
  }

  // When nothing is found: what may have been meant.
  function advise(state, query, result) {
    var index = window.gongbaoIndex;
    var advice = document.createDocumentFragment();
    var all = { q: query };
    if (result.documents.length) {
      advice.appendChild(make('p', {}, '不限范围有 ' + result.documents.length + ' 件文件。', link(all, {}, '查看全部')));
      return Promise.resolve(advice);
    }
    advice.appendChild(make('p', {}, '按字面查找每一个字；括号、全角半角、字母大小写和空格的写法不影响结果。'));
    var list = function (title, items) {
      if (!items.length) return;
      advice.appendChild(make('p', {}, title));
      var made = make('ul', { className: 'entries' });
      items.forEach(function (item) { made.appendChild(make('li', {}, item)); });
      advice.appendChild(made);
    };
    var toDocument = function (it, text) {
      return make('a', { href: window.gongbaoShow.root + 'documents/' + it.id + '.html' }, text || it.title);
    };
    var words = result.words;
    var counted = words.length < 2 ? [] : words.map(function (word) {
      return index.search('"' + word + '"').then(function (found) {
        return link(all, { q: word }, word + '：' + found.documents.length + ' 件');
      });
    });
    var names = index.catalogue().names.filter(function (pair) {
      return words.some(function (word) { return word === window.gongbaoFold(pair[0]).text; });
    }).map(function (pair) { return link(all, { q: pair[1] }, pair[1]); });
    var first = index.catalogue().first;
    var titled = function (documents) {
      return Promise.all(documents.map(function (document) { return index.place(document, first[document]); }));
    };
    return Promise.all([
      Promise.all(counted),
      nearestNumbers(words.join('')).then(titled),
      nearestTitles(words).then(titled),
    ]).then(function (found) {
      list('分别查找：', found[0]);
      list('这个单位的规范名称：', names);
      list('相近的发文字号：', found[1].map(function (it) { return toDocument(it, it.facts[0] + '　' + it.title); }));
      if (!found[1].length) list('标题相近的文件：', found[2].map(function (it) { return toDocument(it); }));
      return advice;
    });
  }

  var NUMBER = /^(.*?)\((\d{4})\)第?(\d+)号?$/;

  function nearestNumbers(folded) {
    var wanted = NUMBER.exec(folded);
    if (!wanted) return Promise.resolve([]);
    return window.gongbaoIndex.numbers().then(function (numbers) {
      var near = [];
      numbers.forEach(function (text, document) {
        var number = NUMBER.exec(window.gongbaoFold(text).text);
        if (!number) return;
        var shared = wanted[1].split('').filter(function (unit) { return number[1].indexOf(unit) >= 0; }).length;
        if (wanted[1] && shared * 2 < wanted[1].length) return;
        var far = (number[1] === wanted[1] ? 0 : 1e6) + Math.abs(number[2] - wanted[2]) * 1000 + Math.abs(number[3] - wanted[3]);
        near.push({ document: document, far: far });
      });
      near.sort(function (a, b) { return a.far - b.far || b.document - a.document; });
      return near.slice(0, 5).map(function (it) { return it.document; });
    });
  }

  // Documents whose titles hold the most pairs of characters of the query.
  function nearestTitles(words) {
    var pairs = [];
    words.forEach(function (word) {
      for (var at = 0; at + 2 <= word.length && pairs.length < 12; at += 1) {
        if (pairs.indexOf(word.slice(at, at + 2)) < 0) pairs.push(word.slice(at, at + 2));
      }
    });
    return Promise.all(pairs.map(function (pair) { return window.gongbaoIndex.placesOf(pair); })).then(function (found) {
      var catalogue = window.gongbaoIndex.catalogue();
      var shared = new Map();
      found.forEach(function (places) {
        places.forEach(function (place) {
          var number = catalogue.documentOf[place];
          if (catalogue.first[number] === place) shared.set(number, (shared.get(number) || 0) + 1);
        });
      });
      return Array.from(shared).filter(function (it) { return it[1] * 3 >= pairs.length; }).sort(function (a, b) {
        return b[1] - a[1] || b[0] - a[0];
      }).slice(0, 5).map(function (it) { return it[0]; });
    });
  }

  // Goes to an address of this page. Where a browser does not let a page from a disk change its address, it is loaded.
  function go(to, keep) {
    try {
      if (keep) window.history.replaceState(null, '', to); else window.history.pushState(null, '', to);
    } catch (error) {
      window.location.href = to;
      return;
    }
    show(!keep);
  }

  window.gongbaoPage = {
    // A query from the box: typed on, or sent off.
    ask: function (query, sent) {
      var state = read();
      var next = address({}, { q: query.trim(), sort: state.sort });
      if (next === window.location.search) {
        typing = typing && !sent;
        return;
      }
      // One step back leads to the query before this one, not through every letter of it.
      go(next, !sent && typing);
      typing = !sent;
    },
  };

  // Is the address that of a query that is still being typed?
  var typing = false;

  document.querySelector('main').addEventListener('click', function (event) {
    var target = event.target.closest('a');
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    if ((target.getAttribute('href') || '').charAt(0) !== '?') return;
    event.preventDefault();
    typing = false;
    element.input.value = new URLSearchParams(target.getAttribute('href')).get('q') || '';
    go(target.getAttribute('href'), false);
  });

  window.addEventListener('popstate', function () {
    typing = false;
    element.input.value = read().q || '';
    show(false);
  });

  // The box's script runs last and starts the search engine; then the address is shown.
  document.addEventListener('DOMContentLoaded', function () {
    element.input.value = read().q || '';
    show(false);
  });
})();
