// Answers a query: the documents that hold every word, the best first, and where a citation leads.
// A classic script in ES2017; it gives the page one object, gongbaoIndex.
(function () {
  'use strict';

  var files = window.gongbaoFiles;
  var lists = window.gongbaoLists;
  var LEAF = lists.LEAF;
  var LONG = 8;
  var FEW = 12;

  // The parts of a string that have lists, each sharing two characters with the next: phrases, else three characters.
  function parts(text, phrases) {
    var out = [];
    for (var from = 0, to = 0; to < text.length; from = to - 2) {
      var part = phraseAt(text, from, phrases);
      to = from + part.length;
      out.push({ from: from, to: to, list: part.list });
    }
    return out;
  }

  // The longest phrase that stands there, whole or its beginning.
  function phraseAt(text, from, phrases) {
    var best = { length: Math.min(LEAF, text.length - from), list: text.slice(from, from + LEAF) };
    (phrases.get(text.slice(from, from + files.PHRASE)) || []).forEach(function (phrase) {
      var length = files.PHRASE;
      while (length < phrase.text.length && phrase.text.charAt(length) === text.charAt(from + length)) length += 1;
      if (length >= phrase.least && length > best.length) best = { length: length, list: phrase.text };
    });
    return best;
  }

  // Keeps the starts that the part before has too. Remainders are only stored where they tell all of them apart.
  function agree(own, before) {
    var mask = own.whole && before.whole ? -1 : 15;
    var count = 0;
    for (var at = 0; at < own.at.length; at += 1) {
      var other = 0;
      while (other < before.at.length && ((own.at[at] - before.at[other]) & mask) !== 0) other += 1;
      if (other === before.at.length) continue;
      own.at[count] = own.at[at];
      count += 1;
    }
    own.at.length = count;
    return count > 0;
  }

  // Do the parts of a string belong together at the place that they have at these numbers of their lists? Where the
  // characters that two parts share stand only once, they do; where they stand twice, both lists have positions, and
  // these must agree.
  function together(chain, found, numbers) {
    var starts = function (at) { return found[at].starts(numbers[at], chain[at].from); };
    var before = null;
    for (var at = 1; at < found.length; at += 1) {
      if (!found[at].has(numbers[at]) || !found[at - 1].has(numbers[at - 1])) {
        before = null;
        continue;
      }
      var own = starts(at);
      if (!agree(own, before || starts(at - 1))) return false;
      before = own;
    }
    return true;
  }

  // The places that all lists have; with a chain only those where its parts belong together.
  function intersect(found, chain) {
    var shortest = found.reduce(function (best, list) { return list.places.length < best.places.length ? list : best; });
    var numbers = new Int32Array(found.length);
    var out = new Int32Array(shortest.places.length);
    var count = 0;
    for (var next = 0; next < shortest.places.length; next += 1) {
      var place = shortest.places[next];
      var inAll = true;
      for (var at = 0; at < found.length && inAll; at += 1) {
        var places = found[at].places;
        var number = numbers[at];
        while (number < places.length && places[number] < place) number += 1;
        numbers[at] = number;
        inAll = places[number] === place;
      }
      if (inAll && (!chain || together(chain, found, numbers))) {
        out[count] = place;
        count += 1;
      }
    }
    return out.subarray(0, count);
  }

  // Of a few places those whose texts have a string in one of their lines.
  function confirm(text, places) {
    var all = Array.from(places);
    return Promise.all(all.map(function (place) { return files.place(files.documentOf(place), place); })).then(function (known) {
      return Int32Array.from(all.filter(function (place, at) {
        return known[at].text.split('\n').some(function (line) { return window.gongbaoFold(line).text.indexOf(text) >= 0; });
      }));
    });
  }

  // The places that hold a string.
  function placesOf(text) {
    var look = function (chain) { return Promise.all(chain.map(function (part) { return lists.look(part.list); })); };
    return files.open().then(function (facts) {
      var chain = text.length > LEAF ? parts(text, facts.phrases) : [{ from: 0, to: text.length, list: text }];
      var all = function () {
        return look(chain).then(function (found) { return found.length > 1 ? intersect(found, chain) : found[0].places; });
      };
      if (chain.length <= LONG) return all();
      // A long string, a title say, is in few places; parts that lie side by side mostly tell already in which.
      var end = 0;
      var apart = chain.filter(function (part) {
        if (part.from < end) return false;
        end = part.to;
        return true;
      });
      return look(apart).then(function (found) {
        var places = intersect(found);
        return places.length > FEW ? all() : confirm(text, places);
      });
    });
  }

  // Ranks: what a query names exactly comes before what has it in its title, a heading, a task, the text.
  var EXACT = 0;
  var TITLE = 1;
  var HEADING = 2;
  var TASK = 3;
  var TEXT = 4;

  // A document that was found: the places from `from` to below `to` hold one of the words, the best first.
  function Found(document, rank, places, from, to) {
    this.document = document;
    this.rank = rank;
    this.places = places;
    this.from = from;
    this.to = to;
  }

  Object.defineProperty(Found.prototype, 'hits', { get: function () { return Array.from(this.places.subarray(this.from, this.to)); } });
  Object.defineProperty(Found.prototype, 'count', { get: function () { return this.to - this.from; } });

  // Goes through a list by documents: which they are, and where in the list the places of each end.
  function byDocument(places) {
    var first = files.catalogue().first;
    var documents = new Int32Array(Math.min(places.length, first.length));
    var ends = new Int32Array(documents.length);
    var count = 0;
    for (var from = 0, document = 0; from < places.length; from = to) {
      while (first[document + 1] <= places[from]) document += 1;
      var end = first[document + 1];
      // No place stands twice in a list, so the document's last one is not farther than its last number.
      var to = from + 1;
      var most = Math.min(from + end - places[from], places.length);
      while (to < most) {
        var middle = (to + most) >> 1;
        if (places[middle] < end) to = middle + 1; else most = middle;
      }
      documents[count] = document;
      ends[count] = to;
      count += 1;
    }
    return { count: count, documents: documents, ends: ends };
  }

  // The documents of which the first place, with the title and the number, is in a list.
  function titled(places) {
    var first = files.catalogue().first;
    var by = byDocument(places);
    return by.documents.subarray(0, by.count).filter(function (document, at) {
      return places[at && by.ends[at - 1]] === first[document];
    });
  }

  // For each document how many of the words it has, up to the first one that it has not, and the worst of their ranks.
  // Places are ordered by rank: of each word the first one is the best.
  function rankAll(texts, found) {
    var catalogue = files.catalogue();
    var words = new Uint32Array(catalogue.documents);
    var ranks = new Uint8Array(catalogue.documents);
    found.forEach(function (it, at) {
      var length = texts[at].length;
      // Whoever types a whole sentence that is a task means the task.
      var sentence = length >= 12;
      for (var next = 0; next < it.by.count; next += 1) {
        var document = it.by.documents[next];
        if (words[document] < at) continue;
        words[document] = at + 1;
        var within = it.places[next && it.by.ends[next - 1]] - catalogue.first[document];
        var rank = TEXT;
        if (within === 0) {
          rank = length === catalogue.title[document] || length === catalogue.number[document] ? EXACT : TITLE;
        } else if (within <= catalogue.headings[document]) {
          rank = HEADING;
        } else if (sentence && within <= catalogue.headings[document] + catalogue.tasks[document]) {
          rank = TASK;
        }
        if (rank > ranks[document]) ranks[document] = rank;
      }
    });
    return { words: words, ranks: ranks };
  }

  // Of the places of a word those that stand in documents with all words.
  function shared(it, words, all) {
    var out = new Int32Array(it.places.length);
    var count = 0;
    for (var from = 0, at = 0; at <= it.by.count; at += 1) {
      if (at < it.by.count && words[it.by.documents[at]] === all) continue;
      // Those of documents that follow each other are copied together.
      var to = at && it.by.ends[at - 1];
      if (from < to) out.set(it.places.subarray(from, to), count);
      count += to - from;
      from = it.by.ends[at];
    }
    return out.subarray(0, count);
  }

  // The documents that have all words, of which `all` are the places, by rank and the newest first.
  function collect(texts, all) {
    var found = all.map(function (places) { return { places: places, by: byDocument(places) }; });
    var ranked = rankAll(texts, found);
    var places = all[0];
    var by = found[0].by;
    if (all.length > 1) {
      // A place may hold several of the words.
      places = lists.union(found.map(function (it) { return shared(it, ranked.words, all.length); }));
      by = byDocument(places);
    }
    var byRank = [[], [], [], [], []];
    for (var at = by.count - 1; at >= 0; at -= 1) {
      var document = by.documents[at];
      var rank = ranked.ranks[document];
      if (ranked.words[document] === all.length) byRank[rank].push(new Found(document, rank, places, at && by.ends[at - 1], by.ends[at]));
    }
    return [].concat.apply([], byRank);
  }

  // {words: those of the query, documents: Found}
  function search(query) {
    var texts = window.gongbaoWords(query);
    if (!texts.length) return Promise.resolve({ words: texts, documents: [] });
    return Promise.all([files.start()].concat(texts.map(placesOf))).then(function (found) {
      return { words: texts, documents: collect(texts, found.slice(1)) };
    });
  }

  // Units and the places of the tasks that name them.
  var unitLists = null;
  function units() {
    return Promise.all([files.load('units'), files.start()]).then(function (loaded) {
      unitLists = unitLists || loaded[0].names.map(function (name, at) {
        return { name: name, places: lists.read(loaded[0].lists[at]) };
      });
      return unitLists;
    });
  }

  // Of found documents those with places in a list, and only these places.
  function within(documents, wanted) {
    var has = new Uint8Array(files.catalogue().first[files.catalogue().documents]);
    wanted.forEach(function (place) { has[place] = 1; });
    return documents.map(function (it) {
      var hits = Int32Array.from(it.hits.filter(function (place) { return has[place]; }));
      return new Found(it.document, it.rank, hits, 0, hits.length);
    }).filter(function (it) { return it.count; });
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
      return files.anchored(document.document, anchor).then(function (place) {
        return place && { document: document.document, anchor: anchor, label: folded.slice(folded.lastIndexOf('第')) };
      });
    });
  }

  window.gongbaoIndex = {
    citation: citation, search: search, placesOf: placesOf, titled: titled, units: units, within: within,
    start: files.start, ahead: files.ahead, place: files.place, anchored: files.anchored, catalogue: files.catalogue,
    numbers: function () { return files.load('numbers'); },
  };
})();
