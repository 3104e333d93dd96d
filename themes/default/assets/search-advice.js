// When nothing is found: what may have been meant.
// A classic script in ES2017; it gives the page one function, gongbaoAdvice.
(function () {
  'use strict';

  var LONG = 6;
  var PAIRS = 12;
  var NEAR = 5;
  var make = window.gongbaoPage.make;
  var link = window.gongbaoPage.link;

  window.gongbaoAdvice = function (state, query, result) {
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
    var missing = words.length < 2;
    var counted = words.length < 2 ? [] : words.map(function (word) {
      return index.search('"' + word + '"').then(function (found) {
        missing = missing || !found.documents.length;
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
      nearestNumbers(words.concat(words.join(''))).then(titled),
    ]).then(function (found) {
      // Each of the words by itself leads somewhere.
      if (found[1].length || !missing) return found.concat([[]]);
      return nearestTitles(words).then(titled).then(function (near) { return found.concat([near]); });
    }).then(function (found) {
      list('分别查找：', found[0]);
      list('这个单位的规范名称：', names);
      list('相近的发文字号：', found[1].map(function (it) { return toDocument(it, it.facts[0] + '　' + it.title); }));
      list('标题相近的文件：', found[2].map(function (it) { return toDocument(it); }));
      return advice;
    });
  };

  var NUMBER = /^(.*?)\((\d{4})\)第?(\d+)号?$/;

  // Documents with the nearest numbers to the first one among the words: of the same series, the same year, the fewest
  // between them.
  function nearestNumbers(words) {
    var wanted = words.map(function (word) { return NUMBER.exec(word); }).find(Boolean);
    if (!wanted) return Promise.resolve([]);
    return window.gongbaoIndex.numbers().then(function (all) {
      var series = all.map(function (it) {
        var shared = wanted[1].split('').filter(function (unit) { return it[0].indexOf(unit) >= 0; }).length;
        var far = (it[0] === wanted[1] ? 0 : 1e6) + Math.abs(it[1] - wanted[2]);
        return { far: far, alike: !wanted[1] || shared * 2 >= wanted[1].length, numbers: it[2] };
      }).filter(function (it) { return it.alike; }).sort(function (a, b) { return a.far - b.far; });
      var near = [];
      for (var at = 0; at < series.length && near.length < NEAR; at += 1) near = near.concat(inSeries(series[at].numbers, wanted[3]));
      return near.slice(0, NEAR);
    });
  }

  // The documents of a series, of which numbers and documents stand in turns: those nearest to a number first.
  function inSeries(numbers, wanted) {
    var found = [];
    for (var at = 0; at < numbers.length; at += 2) found.push({ far: Math.abs(numbers[at] - wanted), document: numbers[at + 1] });
    found.sort(function (a, b) { return a.far - b.far || b.document - a.document; });
    return found.map(function (it) { return it.document; });
  }

  // Documents whose titles hold the most pairs of characters of the query: of a long one every second pair, each of which
  // is a list to load.
  function nearestTitles(words) {
    var step = words.join('').length > LONG ? 2 : 1;
    var pairs = [];
    words.forEach(function (word) {
      for (var at = 0; at + 2 <= word.length && pairs.length < PAIRS; at += step) {
        if (pairs.indexOf(word.slice(at, at + 2)) < 0) pairs.push(word.slice(at, at + 2));
      }
    });
    return Promise.all(pairs.map(function (pair) { return window.gongbaoIndex.placesOf(pair); })).then(function (found) {
      var catalogue = window.gongbaoIndex.catalogue();
      var shared = new Map();
      found.forEach(function (places) {
        for (var document = 0; document < catalogue.documents; document += 1) {
          if (places.has(catalogue.first[document])) shared.set(document, (shared.get(document) || 0) + 1);
        }
      });
      return Array.from(shared).filter(function (it) { return it[1] * 3 >= pairs.length; }).sort(function (a, b) {
        return b[1] - a[1] || b[0] - a[0];
      }).slice(0, NEAR).map(function (it) { return it[0]; });
    });
  }
})();
