// Reads the files that src/search writes: which there are, what is known of each document, the texts of places.
// A classic script in ES2017; it gives the page one object, gongbaoFiles.
(function () {
  'use strict';

  var PORTION = 160;
  var FEW = 16;
  var IDS = 64;
  var KEY_ORDER = 7;
  var PHRASE_ORDER = 8;
  var COUNT_ORDER = 4;
  var UNIT_BITS = 15;
  var FIRST_UNIT = 0x3000;
  var load = window.gongbaoShow.file;

  // Numbers: a unit of a string holds 15 bits (src/search/bits.rs). `buffer` has the `left` bits that were taken from
  // the string and not yet read, never more than 29.

  function Bits(text, at) {
    this.text = text;
    this.seek(at || 0);
  }

  Bits.prototype.seek = function (at) {
    this.unit = Math.floor(at / UNIT_BITS);
    this.buffer = 0;
    this.left = 0;
    this.number(at % UNIT_BITS);
  };

  Bits.prototype.at = function () {
    return this.unit * UNIT_BITS - this.left;
  };

  Bits.prototype.more = function () {
    if (this.unit >= this.text.length) throw new Error('检索数据不完整');
    this.buffer = (this.buffer << UNIT_BITS) | (this.text.charCodeAt(this.unit) - FIRST_UNIT);
    this.unit += 1;
    this.left += UNIT_BITS;
  };

  Bits.prototype.number = function (count) {
    if (count > UNIT_BITS) return this.number(count - UNIT_BITS) * (1 << UNIT_BITS) + this.number(UNIT_BITS);
    if (this.left < count) this.more();
    this.left -= count;
    var value = this.buffer >>> this.left;
    this.buffer &= (1 << this.left) - 1;
    return value;
  };

  // Adds bits to words of 32, which are all that a long list is made of.
  Bits.prototype.mark = function (words) {
    var unit = this.unit;
    var buffer = this.buffer;
    var left = this.left;
    for (var at = 0; at < words.length; at += 1) {
      var word = 0;
      var missing = 32;
      while (missing > left) {
        missing -= left;
        word |= buffer << missing;
        buffer = this.text.charCodeAt(unit) - FIRST_UNIT;
        left = UNIT_BITS;
        unit += 1;
      }
      left -= missing;
      words[at] |= word | buffer >>> left;
      buffer &= (1 << left) - 1;
    }
    this.unit = unit;
    this.buffer = buffer;
    this.left = left;
  };

  // How many zeros come before the next one, which is read too.
  Bits.prototype.zeros = function () {
    var count = 0;
    while (this.buffer === 0) {
      count += this.left;
      this.left = 0;
      this.more();
    }
    var zeros = Math.clz32(this.buffer) - 32 + this.left;
    this.left -= zeros + 1;
    this.buffer &= (1 << this.left) - 1;
    return count + zeros;
  };

  // Skips zeros, not more than `most`; says how many there were.
  Bits.prototype.skip = function (most) {
    var count = 0;
    while (count < most) {
      if (!this.left) this.more();
      var zeros = Math.min(Math.clz32(this.buffer) - 32 + this.left, most - count);
      count += zeros;
      this.left -= zeros;
      if (this.left) break;
    }
    return count;
  };

  Bits.prototype.golomb = function (order) {
    var length = order + this.zeros();
    return Math.pow(2, length) + this.number(length) - (1 << order);
  };

  Bits.prototype.rice = function (low) {
    return this.zeros() * (1 << low) + this.number(low);
  };

  // What every query needs. `open` tells which files to ask for, so that these are loaded at the same time as the rest.

  var facts = null;
  var catalogue = null;
  var words = null;

  function open() {
    return load('start').then(function (file) {
      if (!facts) {
        // Lists of a line each; to look for a line takes a browser less time than to take them apart.
        facts = { documents: file.documents, shards: file.shards, splits: '\n' + file.splits + '\n', phrases: '\n' + file.phrases + '\n' };
      }
      return facts;
    });
  }

  function start() {
    return Promise.all([open(), load('catalogue'), load('words')]).then(function (files) {
      if (catalogue) return;
      readWords(files[2]);
      readCatalogue(files[1]);
      // Whoever needs the texts learns what went wrong.
      if (catalogue.few) load('t/all').catch(function () {});
    });
  }

  // Characters by their numbers, the end of a line first, and back; phrases are taken apart when a text is read.
  function readWords(list) {
    var end = list.indexOf('\n');
    words = { characters: '\n' + list.slice(0, end), phrases: null, list: list.slice(end + 1), ranks: new Uint16Array(65536) };
    for (var at = 0; at < words.characters.length; at += 1) words.ranks[words.characters.charCodeAt(at)] = at + 1;
  }

  function rank(unit) {
    var code = unit.charCodeAt(0);
    return words.ranks[code] ? words.ranks[code] - 1 : words.characters.length + code;
  }

  function unitOf(number) {
    var count = words.characters.length;
    return number < count ? words.characters.charAt(number) : String.fromCharCode(number - count);
  }

  // The next text.
  function readText(bits) {
    if (!words.phrases) words.phrases = words.list.split('\n');
    var out = '';
    for (var left = bits.golomb(COUNT_ORDER); left > 0; left -= 1) {
      out += bits.number(1) ? words.phrases[bits.golomb(PHRASE_ORDER)] : unitOf(bits.golomb(KEY_ORDER));
    }
    return out;
  }

  // The numbers of a column of the catalogue, which has one unit for each document, or two, or none when all are 0.
  function column(text) {
    var count = facts.documents;
    var numbers = new Uint32Array(count);
    var wide = text.length > count;
    for (var at = 0; at < count && text; at += 1) {
      numbers[at] = wide
        ? (text.charCodeAt(2 * at) - FIRST_UNIT) * (1 << UNIT_BITS) + text.charCodeAt(2 * at + 1) - FIRST_UNIT
        : text.charCodeAt(at) - FIRST_UNIT;
    }
    return numbers;
  }

  function readCatalogue(file) {
    var count = facts.documents;
    var places = column(file.places);
    var first = new Uint32Array(count + 1);
    for (var at = 0; at < count; at += 1) first[at + 1] = first[at] + places[at];
    catalogue = {
      documents: count, ids: file.ids, names: file.names, places: places, first: first, all: first[count], facets: file.facets,
      headings: column(file.headings), tasks: column(file.tasks), title: column(file.title), number: column(file.number),
    };
    catalogue.facets.forEach(function (facet) { facet.numbers = column(facet.column); });
    // The texts of a small site lie in one file.
    catalogue.few = places.reduce(function (sum, count) { return sum + Math.ceil(count / PORTION); }, 0) <= FEW;
  }

  // The texts of places. Documents and places are numbered through the site, oldest first.

  var portions = new Map();

  // The id of a document: each is told by what it shares with the one before.
  function idOf(document) {
    var ids = catalogue.ids[Math.floor(document / IDS)].split(' ');
    var id = '';
    for (var at = 0; at <= document % IDS; at += 1) id = id.slice(0, parseInt(ids[at].charAt(0), 36)) + ids[at].slice(1);
    return id;
  }

  function portion(document, number) {
    var id = idOf(document);
    var name = id + '-' + number;
    if (!portions.has(name)) {
      var loading = catalogue.few ? load('t/all').then(function (all) { return all[name]; }) : load('t/' + name);
      portions.set(name, loading.then(function (file) { return { id: id, file: file, places: [] }; }));
      // What could not be read is asked for again when it is needed again.
      portions.get(name).catch(function () { portions.delete(name); });
    }
    return portions.get(name);
  }

  function readPlace(portion, at) {
    if (!portion.places[at]) {
      var file = portion.file;
      var bits = new Bits(file.places[at]);
      var path = readText(new Bits(file.paths[bits.golomb(1)]));
      portion.places[at] = {
        id: portion.id, title: file.title, facts: file.facts, path: path ? path.split('\n') : [], anchor: readText(bits), text: readText(bits),
      };
    }
    return portion.places[at];
  }

  function documentOf(place) {
    var from = 0;
    for (var to = catalogue.documents; from + 1 < to;) {
      var middle = (from + to) >> 1;
      if (catalogue.first[middle] <= place) from = middle; else to = middle;
    }
    return from;
  }

  // What is known of a place: id, title and facts of its document, its anchor, headings and text.
  function place(document, place) {
    var within = place - catalogue.first[document];
    return portion(document, Math.floor(within / PORTION)).then(function (portion) {
      return readPlace(portion, within % PORTION);
    });
  }

  // The first place of a document with this anchor, or nothing.
  function anchored(document, anchor) {
    var count = Math.ceil(catalogue.places[document] / PORTION);
    var next = function (number) {
      if (number === count) return Promise.resolve(null);
      return portion(document, number).then(function (portion) {
        for (var at = 0; at < portion.file.places.length; at += 1) {
          if (readPlace(portion, at).anchor === anchor) return readPlace(portion, at);
        }
        return next(number + 1);
      });
    };
    return next(0);
  }

  window.gongbaoFiles = {
    Bits: Bits, KEY_ORDER: KEY_ORDER, load: load, open: open, start: start, rank: rank, unitOf: unitOf,
    documentOf: documentOf, place: place, anchored: anchored,
    catalogue: function () { return catalogue; },
  };
})();
