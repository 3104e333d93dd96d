// Finds the places of a text in the index that src/search writes. Nothing is loaded but what a query needs: a file of
// the index is a classic script that calls gongbaoSearch, because a page opened from a disk may load nothing else.
// A classic script in ES2017; it gives the page one object, gongbaoIndex.
(function () {
  'use strict';

  var PORTION = 32;
  var KEY_ORDER = 7;
  var LEAF = 3;
  var ROOT = document.querySelector('script[data-root]').dataset.root + 'search/';

  // Loading. Each file is asked for once.

  var waiting = {};
  var loaded = {};

  window.gongbaoSearch = function (name, value) {
    if (waiting[name]) waiting[name](value);
  };

  function load(name) {
    if (!loaded[name]) {
      loaded[name] = new Promise(function (resolve, reject) {
        var script = document.createElement('script');
        waiting[name] = resolve;
        script.onload = function () { script.remove(); };
        script.onerror = function () {
          delete loaded[name];
          script.remove();
          reject(new Error('没有读到 search/' + name + '.js'));
        };
        script.src = ROOT + name + '.js';
        document.head.appendChild(script);
      });
    }
    return loaded[name];
  }

  // Numbers: two characters hold 13 bits (src/search/bits.rs).

  function digit(text, at) {
    var code = text.charCodeAt(at);
    if (code > 0x5c) code -= 1;
    return (code > 0x22 ? code - 1 : code) - 0x20;
  }

  function pair(text, at) {
    return digit(text, at) * 93 + digit(text, at + 1);
  }

  function Bits(text) {
    this.words = new Uint16Array(text.length / 2);
    for (var at = 0; at < this.words.length; at += 1) this.words[at] = pair(text, at * 2);
    this.at = 0;
  }

  Bits.prototype.bit = function () {
    var at = this.at;
    this.at += 1;
    var word = (at / 13) | 0;
    return (this.words[word] >> (12 - (at - word * 13))) & 1;
  };

  Bits.prototype.number = function (count) {
    var value = 0;
    while (count > 0) {
      var word = (this.at / 13) | 0;
      var left = 13 - (this.at - word * 13);
      var take = count < left ? count : left;
      value = value * (1 << take) + ((this.words[word] >> (left - take)) & ((1 << take) - 1));
      this.at += take;
      count -= take;
    }
    return value;
  };

  Bits.prototype.golomb = function (order) {
    var length = order;
    while (!this.bit()) length += 1;
    return (1 << length) + this.number(length) - (1 << order);
  };

  Bits.prototype.rice = function (low) {
    var high = 0;
    while (this.bit()) high += 1;
    return high * (1 << low) + this.number(low);
  };

  function width(count) {
    return count > 1 ? 32 - Math.clz32(count - 1) : 0;
  }

  // The catalogue and the list of words, which everything else needs.

  var catalogue = null;
  var words = null;

  function start() {
    return Promise.all([load('catalogue'), load('words')]).then(function (files) {
      if (catalogue) return;
      readWords(files[1]);
      readCatalogue(files[0]);
    });
  }

  function readWords(list) {
    var end = list.indexOf('\n');
    var characters = list.slice(0, end);
    var ranks = new Map();
    for (var at = 0; at < characters.length; at += 1) ranks.set(characters.charAt(at), at);
    words = { characters: characters, ranks: ranks, codes: characters.split('').concat(list.slice(end + 1).split('\n')) };
  }

  function rank(unit) {
    var known = words.ranks.get(unit);
    return known === undefined ? words.characters.length + unit.charCodeAt(0) : known;
  }

  function unitOf(number) {
    var count = words.characters.length;
    return number < count ? words.characters.charAt(number) : String.fromCharCode(number - count);
  }

  function decode(text) {
    return text.split('\n').map(function (line) {
      var out = '';
      for (var at = 0; at < line.length; at += 2) {
        var code = pair(line, at);
        if (code === 8191) {
          out += String.fromCharCode(pair(line, at + 2) * 256 + pair(line, at + 4));
          at += 4;
        } else {
          out += words.codes[code];
        }
      }
      return out;
    }).join('\n');
  }

  function column(text, count) {
    var values = new Uint32Array(count);
    var at = 0;
    for (var row = 0; row < count; row += 1) {
      var value = pair(text, at);
      at += 2;
      while (value === 8191) {
        values[row] += value;
        value = pair(text, at);
        at += 2;
      }
      values[row] += value;
    }
    return { values: values, end: at };
  }

  function readCatalogue(file) {
    var count = file.documents;
    var shapes = file.shapes;
    var next = function () {
      var read = column(shapes, count);
      shapes = shapes.slice(read.end);
      return read.values;
    };
    catalogue = {
      documents: count,
      shards: file.shards,
      splits: new Set(file.splits.split('\n')),
      places: next(), headings: next(), tasks: next(), title: next(), number: next(),
      facets: file.facets.map(function (facet) {
        return { name: facet.name, title: facet.title, values: facet.values, column: column(facet.column, count).values };
      }),
      names: file.names,
      first: new Uint32Array(count + 1),
    };
    for (var at = 0; at < count; at += 1) catalogue.first[at + 1] = catalogue.first[at] + catalogue.places[at];
    catalogue.documentOf = new Uint16Array(catalogue.first[count]);
    if (count > 65535) catalogue.documentOf = new Uint32Array(catalogue.first[count]);
    for (at = 0; at < count; at += 1) catalogue.documentOf.fill(at, catalogue.first[at], catalogue.first[at + 1]);
  }

  // Lists of places (src/search/lists.rs). A place is numbered through the site.

  function readNumbers(bits, count, from, to, base, out) {
    if (!count) return;
    if (to - from === count) {
      for (var all = from; all < to; all += 1) out.push(base + all);
      return;
    }
    var middle = count >> 1;
    var number = from + middle + bits.number(width(to - from - count + 1));
    if (count === 1) {
      out.push(base + number);
      return;
    }
    // The middle one is read first but stands between the others.
    readNumbers(bits, middle, from, number, base, out);
    out.push(base + number);
    readNumbers(bits, count - middle - 1, number + 1, to, base, out);
  }

  function readPlaces(bits) {
    var count = bits.golomb(0) + 1;
    var low = 0;
    while (count * Math.pow(2, low + 1) <= catalogue.documents) low += 1;
    var next = 0;
    var out = [];
    for (; count > 0; count -= 1) {
      var at = next + bits.rice(low);
      next = at + 1;
      readNumbers(bits, bits.golomb(0) + 1, 0, catalogue.places[at], catalogue.first[at], out);
    }
    return out;
  }

  // For each place of a list: nothing, or the positions of the string there, whole or by their remainders.
  function readPositions(bits, count) {
    var ends = new Int32Array(count);
    var whole = new Uint8Array(count);
    var positions = [];
    for (var at = 0; at < count; at += 1) {
      if (bits.bit()) {
        var next = 0;
        var left = bits.golomb(0) + 1;
        whole[at] = bits.bit();
        for (; left > 0; left -= 1) {
          next = whole[at] ? next + bits.golomb(6) : bits.number(4);
          positions.push(next);
          next += 1;
        }
      }
      ends[at] = positions.length;
    }
    return { ends: ends, whole: whole, positions: positions };
  }

  function readLeaf(bits, withReference) {
    if (withReference && bits.bit()) {
      var shift = bits.golomb(2) + 1;
      var root = '';
      for (var at = 0; at < LEAF; at += 1) root += unitOf(bits.golomb(KEY_ORDER));
      return { root: root, shift: shift };
    }
    var places = readPlaces(bits);
    var found = readPositions(bits, places.length);
    return { places: places, ends: found.ends, whole: found.whole, positions: found.positions, shift: 0 };
  }

  // The files of the index (src/search/shards.rs): entries by their strings.

  function hash(gram) {
    var value = 0x811c9dc5;
    for (var at = 0; at < gram.length; at += 1) value = Math.imul(value ^ gram.charCodeAt(at), 0x01000193) >>> 0;
    return value;
  }

  var shards = {};

  function entry(gram) {
    var name = 'g/' + (hash(gram) % catalogue.shards).toString(16);
    return load(name).then(function (text) {
      if (!shards[name]) {
        var bits = new Bits(text);
        var entries = new Map();
        for (var left = bits.golomb(6); left > 0; left -= 1) {
          var key = '';
          for (var length = bits.golomb(1) + 1; length > 0; length -= 1) key += unitOf(bits.golomb(KEY_ORDER));
          var split = bits.bit() === 1;
          var size = bits.golomb(12);
          entries.set(key, { split: split, at: bits.at });
          bits.at += size;
        }
        shards[name] = { bits: bits, entries: entries };
      }
      var found = shards[name].entries.get(gram);
      if (!found) return null;
      return { bits: shards[name].bits, at: found.at, split: found.split };
    });
  }

  // The string whose entry answers for a string: as long as its subtree was split, a longer one.
  function home(gram) {
    var length = 1;
    while (length < gram.length && catalogue.splits.has(gram.slice(0, length))) length += 1;
    return gram.slice(0, length);
  }

  // All lists of a subtree whose strings begin with `rest`.
  function walk(bits, depth, rest, out) {
    var wanted = rest ? rank(rest.charAt(0)) + 1 : -1;
    for (var left = bits.golomb(0) + 1; left > 0; left -= 1) {
      var key = bits.golomb(KEY_ORDER);
      var take = wanted < 0 || key === wanted;
      if (key === 0) {
        var end = readPlaces(bits);
        if (take) out.push({ places: end });
      } else if (depth + 1 < LEAF) {
        walk(bits, depth + 1, take ? rest.slice(1) : '', take ? out : []);
      } else {
        var leaf = readLeaf(bits, true);
        if (take) out.push(leaf);
      }
    }
  }

  var cache = new Map();

  // The lists of a string: one for a string of three characters or more, several for a shorter one.
  function lists(gram) {
    if (cache.has(gram)) return cache.get(gram);
    var key = home(gram);
    var found = entry(key).then(function (it) {
      var out = [];
      if (!it) return out;
      it.bits.at = it.at;
      if (it.split) {
        if (key !== gram) return out;
        if (key.length < LEAF) out.push({ places: readPlaces(it.bits) }); else out.push(readLeaf(it.bits, key.length === LEAF));
      } else if (key.length >= LEAF) {
        out.push(readLeaf(it.bits, key.length === LEAF));
      } else {
        walk(it.bits, key.length, gram.slice(key.length), out);
      }
      return Promise.all(out.map(function (list) {
        if (!list.root) return list;
        return lists(list.root).then(function (roots) {
          var root = roots[0];
          return { places: root.places, ends: root.ends, whole: root.whole, positions: root.positions, shift: list.shift };
        });
      }));
    });
    if (cache.size > 500) cache.clear();
    cache.set(gram, found);
    return found;
  }

  // Several lists as one, ascending, each place once. One list alone is in order, unless it was put together.
  function union(all, mixed) {
    if (all.length === 1 && !mixed) return all[0];
    var joined = Uint32Array.from([].concat.apply([], all)).sort();
    return Array.from(joined.filter(function (place, at) { return at === 0 || joined[at - 1] !== place; }));
  }

  // The parts of a string that have lists, each sharing two characters with the next.
  function parts(text) {
    var out = [];
    var from = 0;
    for (;;) {
      var to = Math.min(from + LEAF, text.length);
      while (to < text.length && catalogue.splits.has(text.slice(from, to))) to += 1;
      out.push({ from: from, text: text.slice(from, to) });
      if (to === text.length) return out;
      from = to - 2;
    }
  }

  // Keeps the starts that the part before has too. Remainders are only stored where they tell all of them apart.
  function agree(own, before) {
    var both = own.whole && before.whole;
    own.at = own.at.filter(function (start) {
      return before.at.some(function (other) { return both ? start === other : ((start - other) & 15) === 0; });
    });
    return own.at.length > 0;
  }

  // The places that hold a string. Where the characters that two parts share stand there only once, the parts belong
  // together; where they stand twice, both lists have positions, and these must agree.
  function placesOf(text) {
    if (text.length < LEAF) {
      return lists(text).then(function (found) { return found.length ? union(found.map(function (list) { return list.places; })) : []; });
    }
    var chain = parts(text);
    return Promise.all(chain.map(function (part) { return lists(part.text); })).then(function (found) {
      if (found.some(function (one) { return !one.length; })) return [];
      var places = null;
      var starts = null;
      found.forEach(function (one, at) {
        var list = one[0];
        var move = list.shift - chain[at].from;
        var agreed = [];
        var agreedStarts = [];
        var other = 0;
        for (var here = 0; here < list.places.length; here += 1) {
          var place = list.places[here];
          if (places) {
            while (other < places.length && places[other] < place) other += 1;
            if (other === places.length) break;
            if (places[other] !== place) continue;
          }
          var first = here ? list.ends[here - 1] : 0;
          var own = null;
          if (list.ends[here] > first) {
            own = { whole: list.whole[here] === 1, at: [] };
            for (; first < list.ends[here]; first += 1) own.at.push(list.positions[first] + move);
            if (places && starts[other] && !agree(own, starts[other])) continue;
          }
          agreed.push(place);
          agreedStarts.push(own);
        }
        places = agreed;
        starts = agreedStarts;
      });
      return places;
    });
  }

  // Results.

  var TITLE = 0;
  var EXACT = -1;

  function rankOf(place, document, word) {
    var within = place - catalogue.first[document];
    if (within === 0) {
      return word.length === catalogue.title[document] || word.length === catalogue.number[document] ? EXACT : TITLE;
    }
    if (within <= catalogue.headings[document]) return 1;
    // Whoever types a whole sentence that is a task means the task.
    return word.length >= 12 && within <= catalogue.headings[document] + catalogue.tasks[document] ? 2 : 3;
  }

  // The documents that hold every word: {document, rank, hits: the places of any of the words, the best first}.
  function search(query) {
    var texts = window.gongbaoWords(query);
    if (!texts.length) return Promise.resolve({ words: texts, documents: [] });
    return start().then(function () {
      return Promise.all(texts.map(placesOf));
    }).then(function (found) {
      var byDocument = new Map();
      found.forEach(function (places, at) {
        places.forEach(function (place) {
          var number = catalogue.documentOf[place];
          var it = byDocument.get(number);
          if (!it) {
            if (at > 0) return;
            byDocument.set(number, it = { document: number, words: 0, ranks: [], hits: [] });
          }
          if (it.words < at) return;
          it.words = at + 1;
          it.hits.push(place);
          var rank = rankOf(place, number, texts[at]);
          if (it.ranks[at] === undefined || rank < it.ranks[at]) it.ranks[at] = rank;
        });
      });
      var documents = [];
      byDocument.forEach(function (it) {
        if (it.words < texts.length) return;
        // A place may hold several of the words.
        var hits = texts.length > 1 ? union([it.hits], true) : it.hits;
        documents.push({ document: it.document, rank: Math.max.apply(null, it.ranks), hits: hits });
      });
      documents.sort(function (a, b) { return a.rank - b.rank || b.document - a.document; });
      return { words: texts, documents: documents };
    });
  }

  // What is known of a place: document, title, facts, anchor, headings, text.
  function place(document, place) {
    var within = place - catalogue.first[document];
    return portion(document, Math.floor(within / PORTION)).then(function (file) {
      return file.places[within % PORTION];
    });
  }

  var portions = new Map();

  function portion(document, number) {
    var name = 't/' + document + '-' + number;
    if (!portions.has(name)) {
      portions.set(name, load(name).then(function (file) {
        var paths = file.paths.map(function (path) { return path ? decode(path).split('\n') : []; });
        return {
          places: file.places.map(function (it) {
            var entry = { id: file.id, title: file.title, facts: file.facts, anchor: it[0], path: paths[it[1]], text: null };
            Object.defineProperty(entry, 'text', { get: function () { return decode(it[2]); } });
            return entry;
          }),
        };
      }));
    }
    return portions.get(name);
  }

  // The first place of a document with this anchor, or nothing.
  function anchored(document, anchor) {
    var count = Math.ceil(catalogue.places[document] / PORTION);
    var next = function (number) {
      if (number === count) return Promise.resolve(null);
      return portion(document, number).then(function (file) {
        var found = file.places.find(function (it) { return it.anchor === anchor; });
        return found || next(number + 1);
      });
    };
    return next(0);
  }

  // Units and the places of the tasks that name them.
  var unitLists = null;
  function units() {
    return Promise.all([start(), load('units')]).then(function (files) {
      if (!unitLists) {
        unitLists = files[1].names.map(function (name, at) {
          return { name: name, places: new Set(readPlaces(new Bits(files[1].lists[at]))) };
        });
      }
      return unitLists;
    });
  }

  // Citations: “沈政发〔2026〕1号第十条”, “实施办法 第十条”, “分工方案 第48项”.

  var NUMERALS = '〇一二三四五六七八九';

  function numeral(text) {
    if (/^\d+$/.test(text)) return Number(text);
    var sum = 0;
    var pending = 0;
    for (var at = 0; at < text.length; at += 1) {
      var size = { 十: 10, 百: 100, 千: 1000 }[text.charAt(at)];
      if (size) {
        sum += (pending || 1) * size;
        pending = 0;
      } else {
        pending = Math.max(NUMERALS.indexOf(text.charAt(at)), 0);
      }
    }
    return sum + pending;
  }

  var CITED = /^(.+?)[,，、:：]?第([\d〇零一二三四五六七八九十百千]+)(条|章|项任务|项)(?:之([一二三四五六七八九十]+))?$/;

  // Where a query leads, if it names one document, or a place in one.
  function citation(query, result) {
    var folded = window.gongbaoFold(query).text;
    var cited = CITED.exec(folded);
    var first = result.documents[0];
    if (!cited) {
      var exact = first && first.rank === EXACT && (result.documents.length === 1 || result.documents[1].rank !== EXACT);
      return Promise.resolve(exact ? { document: first.document, anchor: 'main', label: '' } : null);
    }
    var head = query.replace(/[,，、:：\s]*第[^第]*$/, '');
    return search(head).then(function (found) {
      var document = found.documents[0];
      if (!document || document.rank > TITLE) return null;
      var number = numeral(cited[2]);
      var anchor = { 条: 'a', 章: 'c', 项: 'task-', 项任务: 'task-' }[cited[3]] + number + (cited[4] ? '-' + numeral(cited[4]) : '');
      return anchored(document.document, anchor).then(function (place) {
        return place && { document: document.document, anchor: anchor, label: folded.slice(folded.lastIndexOf('第')) };
      });
    });
  }

  window.gongbaoIndex = {
    citation: citation,
    start: start, search: search, placesOf: placesOf, place: place, anchored: anchored, units: units,
    numbers: function () { return load('numbers'); },
    catalogue: function () { return catalogue; },
  };
})();
