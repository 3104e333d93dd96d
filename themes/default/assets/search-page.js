// The page of results: everything it shows follows from its address, so that a search can be sent to a colleague.
// A classic script in ES2017.
(function () {
  'use strict';

  var DOCUMENTS = 8;
  var FIRST_HITS = 3;
  var REST_HITS = 30;

  var element = {};
  ['help', 'status', 'advice', 'facets', 'order', 'jump'].forEach(function (name) {
    element[name] = document.querySelector('.search-' + name);
  });
  element.results = document.querySelector('.results');
  element.paging = document.querySelector('.paging');
  element.input = document.getElementById('search-query');

  // What an address says, that of the page unless another is given.
  function read(search) {
    var state = {};
    new URLSearchParams(search || window.location.search).forEach(function (value, name) { state[name] = value; });
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

  // Shows what an address says. What answers are made of is loaded while all else is made ready; then everything is put
  // on the page at once, so that nothing flickers while typing.
  function show(state, focus) {
    var index = window.gongbaoIndex;
    var number = asked += 1;
    var query = (state.q || '').trim();
    if (!query) {
      element.help.hidden = false;
      settle();
      return clear();
    }
    element.results.dataset.state = 'loading';
    window.gongbaoShow.engine().then(function () {
      return Promise.all([index.search(query), state.unit ? index.units() : null]);
    }).then(function (found) {
      if (number !== asked) return null;
      var narrowed = window.gongbaoFacets.narrow(state, found[0], found[1]);
      var rows = layOut(state, narrowed);
      var loading = Promise.all([
        Promise.all(rows.items.map(function (row) { return makeRow(state, query, found[0].words, row); })),
        index.citation(query, found[0]),
        narrowed.documents.length ? null : window.gongbaoAdvice(state, query, found[0]),
      ]);
      var facets = window.gongbaoFacets.make(state, found[0], found[1]);
      var hits = countHits(narrowed);
      settle();
      return loading.then(function (loaded) {
        // What was typed later is shown instead.
        if (number !== asked) return;
        element.help.hidden = true;
        showStatus(query, found[0], narrowed.documents.length, hits);
        fill(element.advice, loaded[2]);
        showJump(loaded[1]);
        element.results.textContent = '';
        element.results.append.apply(element.results, loaded[0]);
        showOrder(state, narrowed.documents.length);
        showPaging(state, rows.pages);
        fill(element.facets, facets);
        Object.assign(element.results.dataset, { total: String(narrowed.documents.length), hits: String(hits), state: 'done' });
        if (focus) window.requestAnimationFrame(function () { window.scrollTo(0, 0); });
      });
    }).catch(function (error) {
      if (number !== asked) return;
      settle();
      clear();
      element.help.hidden = true;
      element.status.textContent = '检索数据没有读全（' + error.message + '），请刷新后再试。';
    });
  }

  function fill(part, content) {
    part.textContent = '';
    if (content) part.appendChild(content);
  }

  function clear() {
    ['status', 'advice', 'facets', 'order', 'jump', 'results'].forEach(function (name) { element[name].textContent = ''; });
    element.paging.hidden = true;
    Object.assign(element.results.dataset, { total: '0', hits: '0', state: 'done' });
  }

  function countHits(answer) {
    return answer.documents.reduce(function (sum, document) { return sum + answer.counts[document]; }, 0);
  }

  // What stands on the page: the documents with their first hits, some to a page; behind the last of these pages come
  // the hits that are left, so that paging reaches all of them.
  function layOut(state, answer) {
    var documents = answer.documents;
    var counts = answer.counts;
    var page = Math.max(1, Number(state.page) || 1);
    var single = Boolean(state.in);
    var pages = single ? 0 : Math.ceil(documents.length / DOCUMENTS);
    if (page <= pages) {
      var shown = documents.slice((page - 1) * DOCUMENTS, page * DOCUMENTS);
      var rest = documents.reduce(function (sum, document) { return sum + Math.max(0, counts[document] - FIRST_HITS); }, 0);
      return {
        items: Array.from(shown, function (document) {
          return { document: document, hits: answer.hits(document).slice(0, FIRST_HITS), left: Math.max(0, counts[document] - FIRST_HITS) };
        }),
        pages: pages + Math.ceil(rest / REST_HITS),
      };
    }
    var from = (page - pages - 1) * REST_HITS;
    var at = 0;
    var items = [];
    documents.forEach(function (document) {
      var shown = single ? 0 : Math.min(FIRST_HITS, counts[document]);
      var left = counts[document] - shown;
      if (left && at + left > from && at < from + REST_HITS) {
        items.push({ document: document, hits: answer.hits(document).slice(shown + Math.max(0, from - at), shown + from + REST_HITS - at), left: 0 });
      }
      at += left;
    });
    return { items: items, pages: pages + Math.ceil(at / REST_HITS) };
  }

  function showStatus(query, result, documents, hits) {
    var total = window.gongbaoIndex.catalogue().documents;
    var said = documents
      ? '找到 ' + documents + ' 件文件、' + hits + ' 处'
      : '在全部 ' + total + ' 件文件的标题、发文字号和正文中，没有找到“' + query + '”';
    if (!documents && result.documents.length) said = '在所选范围内没有找到“' + query + '”';
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

  // A document with hits, as soon as their texts are there.
  function makeRow(state, query, words, row) {
    return Promise.all(row.hits.map(function (hit) { return window.gongbaoIndex.place(row.document, hit); })).then(function (places) {
      var first = places[0];
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
      places.slice(isTitle ? 1 : 0).forEach(function (place) {
        var hit = make('a', { className: 'hit-link', href: window.gongbaoShow.address(place, query) });
        hit.appendChild(window.gongbaoShow.excerpt(place.text, words, 40, 90));
        var li = make('li', { className: 'hit', data: { document: place.id, anchor: place.anchor } });
        if (place.path.length) li.appendChild(make('span', { className: 'hit-path' }, place.path.join(' › ')));
        li.appendChild(hit);
        hits.appendChild(li);
      });
      if (hits.firstChild) item.appendChild(hits);
      if (row.left) item.appendChild(make('p', { className: 'result-more' }, link(state, { in: String(row.document), page: '' }, '本文件另有 ' + row.left + ' 处')));
      return item;
    });
  }

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

  // Goes to an address of this page. To change that of the window takes time, too: this is done while the last files are
  // on their way, or before something else is asked.
  var next = null;
  function go(to, keep) {
    settle();
    next = { address: to, keep: keep };
    show(read(to), !keep);
  }

  function settle() {
    if (!next) return;
    var to = next.address;
    var keep = next.keep;
    next = null;
    try {
      if (keep) window.history.replaceState(null, '', to); else window.history.pushState(null, '', to);
    } catch (error) {
      // Where a browser does not let a page from a disk change its address, it is loaded.
      window.location.href = to;
    }
  }

  window.gongbaoPage = {
    make: make,
    link: link,
    // A query from the box: typed on, or sent off.
    ask: function (query, sent) {
      settle();
      var state = read();
      var to = address({}, { q: query.trim(), sort: state.sort });
      if (to === window.location.search) {
        typing = typing && !sent;
        return;
      }
      // One step back leads to the query before this one, not through every letter of it.
      go(to, !sent && typing);
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
    next = null;
    typing = false;
    element.input.value = read().q || '';
    show(read(), false);
  });

  // The box's script runs last and starts the search engine; then the address is shown.
  document.addEventListener('DOMContentLoaded', function () {
    element.input.value = read().q || '';
    show(read(), false);
  });
})();
