// Answers a query: the documents that hold every word, the best first, and where a citation leads.
// A classic script in ES2017; it gives the page one object, gongbaoIndex.
(function () {
  'use strict';

  var files = window.gongbaoFiles;
  var lists = window.gongbaoLists;
  var LEAF = lists.LEAF;
  var LONG = 8;
  var FEW = 12;
  var SENTENCE = 12;

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

  // The longest phrase that stands there, whole or its beginning. Each of `phrases` has a line; before it stands from how
  // many characters on a beginning has the same list, in one digit of base 36.
  function phraseAt(text, from, phrases) {
    var best = { length: Math.min(LEAF, text.length - from), list: text.slice(from, from + LEAF) };
    var key = text.slice(from, from + LEAF + 1);
    if (key.length <= LEAF) return best;
    for (var at = phrases.indexOf(key); at >= 0; at = phrases.indexOf(key, at + 1)) {
      if (phrases.charAt(at - 2) !== '\n') continue;
      var phrase = phrases.slice(at, phrases.indexOf('\n', at));
      var length = LEAF + 1;
      while (length < phrase.length && phrase.charAt(length) === text.charAt(from + length)) length += 1;
      if (length >= parseInt(phrases.charAt(at - 1), 36) && length > best.length) best = { length: length, list: phrase };
    }
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

  // Do the parts of a string belong together at the place that has these numbers in their lists? Where the characters that
  // two parts share stand only once, they do; where they stand twice, both lists have positions, and these must agree.
  function together(chain, found, numbers) {
    var before = null;
    for (var at = 1; at < found.length; at += 1) {
      var own = found[at].starts(numbers[at], chain[at].from);
      var other = own && (before || found[at - 1].starts(numbers[at - 1], chain[at - 1].from));
      if (other && !agree(own, other)) return false;
      before = other && own;
    }
    return true;
  }

  // The places that all lists have.
  function intersect(found) {
    return found.slice(1).reduce(function (places, list) { return places.and(list.places); }, found[0].places.copy());
  }

  // The same, but only those where the parts of a chain belong together.
  function join(found, chain) {
    var places = intersect(found);
    var numbers = new Int32Array(found.length);
    for (var from = 0, place = places.next(0, places.all); place >= 0; place = places.next(place + 1, places.all)) {
      for (var at = 0; at < found.length; at += 1) numbers[at] += found[at].places.count(from, place);
      if (!together(chain, found, numbers)) places.remove(place);
      from = place;
    }
    return places;
  }

  // Of a few places those whose texts have a string in one of their lines.
  function confirm(text, places) {
    return Promise.all(places.list(0, places.all).map(function (place) {
      return files.place(files.documentOf(place), place).then(function (known) {
        var has = known.text.split('\n').some(function (line) { return window.gongbaoFold(line).text.indexOf(text) >= 0; });
        if (!has) places.remove(place);
      });
    })).then(function () { return places; });
  }

  // The set of places that hold a string.
  function placesOf(text) {
    var look = function (chain) { return Promise.all(chain.map(function (part) { return lists.look(part.list); })); };
    return files.open().then(function (facts) {
      var chain = text.length > LEAF ? parts(text, facts.phrases) : [{ from: 0, to: text.length, list: text }];
      var all = function () {
        return look(chain).then(function (found) { return found.length > 1 ? join(found, chain) : found[0].places; });
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
        return places.count(0, places.all) > FEW ? all() : confirm(text, places);
      });
    });
  }

  // Ranks: what a query names exactly comes before what has it in its title, a heading, a task, the text.
  var EXACT = 0;
  var TITLE = 1;
  var HEADING = 2;
  var TASK = 3;
  var TEXT = 4;

  // What was found: the words of a query, the documents that have all of them, by their numbers and the best first, and
  // the places that have one of the words, there and elsewhere. `ranks` and `counts` have the rank of each document and how
  // many of the places it has.
  function Answer(words, documents, places, ranks, counts) {
    this.words = words;
    this.documents = documents;
    this.places = places;
    this.ranks = ranks;
    this.counts = counts;
  }

  // The places in a document, the best first.
  Answer.prototype.hits = function (document) {
    var first = files.catalogue().first;
    return this.places.list(first[document], first[document + 1]);
  };

  // The same with these documents only.
  Answer.prototype.of = function (documents) {
    return new Answer(this.words, documents, this.places, this.ranks, this.counts);
  };

  // The same with the places in a set only, and the documents that have any.
  Answer.prototype.within = function (wanted) {
    var first = files.catalogue().first;
    var places = this.places.copy().and(wanted);
    var counts = places.tally(first).counts;
    var documents = this.documents.filter(function (document) { return counts[document]; });
    return new Answer(this.words, documents, places, this.ranks, counts);
  };

  // How well a document answers a word of so many characters, if this is the first place of it that has the word, counted
  // from 1. Places are ordered by rank.
  function rankOf(catalogue, length, document, head) {
    if (head === 1) return length === catalogue.title[document] || length === catalogue.number[document] ? EXACT : TITLE;
    var headings = catalogue.headings[document] + 1;
    if (head <= headings) return HEADING;
    // Whoever types a whole sentence that is a task means the task.
    return length >= SENTENCE && head <= headings + catalogue.tasks[document] ? TASK : TEXT;
  }

  // The documents that have all words, by the worst of their ranks and the newest first. `sets` are the places of the words.
  function collect(words, sets) {
    var catalogue = files.catalogue();
    var tallies = sets.map(function (set) { return set.tally(catalogue.first); });
    var places = sets[0];
    var counts = tallies[0].counts;
    if (sets.length > 1) {
      places = sets.reduce(function (all, set) { return all.or(set); }, lists.none());
      counts = places.tally(catalogue.first).counts;
    }
    var ranks = new Uint8Array(catalogue.documents);
    var byRank = [[], [], [], [], []];
    for (var document = catalogue.documents - 1; document >= 0; document -= 1) {
      var rank = EXACT;
      for (var at = 0; at < tallies.length && rank >= 0; at += 1) {
        var head = tallies[at].heads[document];
        rank = head ? Math.max(rank, rankOf(catalogue, words[at].length, document, head)) : -1;
      }
      if (rank < 0) continue;
      ranks[document] = rank;
      byRank[rank].push(document);
    }
    return new Answer(words, Int32Array.from([].concat.apply([], byRank)), places, ranks, counts);
  }

  function search(query) {
    var words = window.gongbaoWords(query);
    return Promise.all([files.start()].concat(words.map(placesOf))).then(function (found) {
      return collect(words, words.length ? found.slice(1) : [lists.none()]);
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
      // Two documents of one title are both only found.
      var exact = first >= 0 && result.ranks[first] === EXACT && result.ranks[result.documents[1]] !== EXACT;
      return Promise.resolve(exact ? { document: first, anchor: 'main', label: '' } : null);
    }
    var head = query.replace(/[,，、:：\s]*第[^第]*$/, '');
    return search(head).then(function (found) {
      var document = found.documents[0];
      if (!(found.ranks[document] <= TITLE)) return null;
      var number = numeral(cited[2]);
      var anchor = { 条: 'a', 章: 'c', 项: 'task-', 项任务: 'task-' }[cited[3]] + number + (cited[4] ? '-' + numeral(cited[4]) : '');
      return files.anchored(document, anchor).then(function (place) {
        return place && { document: document, anchor: anchor, label: folded.slice(folded.lastIndexOf('第')) };
      });
    });
  }

  window.gongbaoIndex = {
    citation: citation, search: search, placesOf: placesOf, units: units, none: lists.none,
    start: files.start, place: files.place, anchored: files.anchored, catalogue: files.catalogue,
    numbers: function () { return files.load('numbers'); },
  };
})();
