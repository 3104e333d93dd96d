// Finds the lists of a string in the index (src/search/grams.rs, lists.rs, shards.rs) as sets of places.
// A classic script in ES2017; it gives the page one object, gongbaoLists.
(function () {
  'use strict';

  var LEAF = 3;
  var KEPT = 200;
  var MARKS_ORDER = 12;
  var LENGTH_ORDER = 12;
  var files = window.gongbaoFiles;
  var KEY_ORDER = files.KEY_ORDER;

  function none() {
    return new window.gongbaoPlaces(files.catalogue().all);
  }

  function width(count) {
    return count > 1 ? 32 - Math.clz32(count - 1) : 0;
  }

  // The middle number of a range is read first but stands between the others.
  function readNumbers(bits, count, from, to, places) {
    if (to - from === count) {
      for (; from < to; from += 1) places.add(from);
      return;
    }
    var middle = count >> 1;
    var number = from + middle + bits.number(width(to - from - count + 1));
    places.add(number);
    if (middle) readNumbers(bits, middle, from, number, places);
    if (count - middle > 1) readNumbers(bits, count - middle - 1, number + 1, to, places);
  }

  // Adds a list to a set; says how many places it has.
  function readPlaces(bits, places) {
    var catalogue = files.catalogue();
    var first = catalogue.first;
    var left = bits.golomb(0) + 1;
    if (left === catalogue.documents + 2) {
      bits.golomb(LENGTH_ORDER);
      left = bits.golomb(0) + 1;
    }
    if (left > catalogue.documents) return readMarks(bits, places);
    var low = 0;
    while (left * Math.pow(2, low + 1) <= catalogue.documents) low += 1;
    var size = 0;
    for (var next = 0; left > 0; left -= 1) {
      var at = next + bits.rice(low);
      next = at + 1;
      var count = bits.golomb(0) + 1;
      if (count === 1) places.add(first[at] + bits.number(width(first[next] - first[at])));
      else readNumbers(bits, count, first[at], first[next], places);
      size += count;
    }
    return size;
  }

  // A list that has a bit for each place of the site, behind their number.
  function readMarks(bits, places) {
    var count = bits.golomb(MARKS_ORDER) + 1;
    bits.mark(places.bits);
    return count;
  }

  function grown(numbers, length) {
    var larger = new Int32Array(2 * length);
    larger.set(numbers);
    return larger;
  }

  var NO_POSITIONS = { ends: [] };

  // For each place of a list: nothing, or the positions of the string there, whole or by their remainders.
  function readPositions(bits, count) {
    var at = bits.skip(count);
    if (at === count) return NO_POSITIONS;
    var read = { ends: new Int32Array(count), whole: new Uint8Array(count), positions: new Int32Array(2 * count) };
    for (var end = 0; at < count; at += 1) {
      bits.number(1);
      var left = bits.golomb(0) + 1;
      read.whole[at] = bits.number(1);
      if (end + left > read.positions.length) read.positions = grown(read.positions, end + left);
      for (var next = 0; left > 0; left -= 1, next += 1, end += 1) {
        next = read.whole[at] ? next + bits.golomb(6) : bits.number(4);
        read.positions[end] = next;
      }
      read.ends[at] = end;
      for (var without = bits.skip(count - at - 1); without > 0; without -= 1, at += 1) read.ends[at + 1] = end;
    }
    return read;
  }

  // A list: its places, and the positions of its string there, which are read when a longer string needs them.
  function List(places, count, bits) {
    this.places = places;
    this.count = count;
    this.text = bits.text;
    this.at = bits.at();
    this.shift = 0;
    this.read = null;
  }

  // Where a longer string starts, in the place with this number in the list, that has this one `from` characters on;
  // nothing for a place without positions.
  List.prototype.starts = function (number, from) {
    var read = this.read = this.read || readPositions(new files.Bits(this.text, this.at), this.count);
    var next = number && read.ends[number - 1];
    if (!(next < read.ends[number])) return null;
    var starts = [];
    for (; next < read.ends[number]; next += 1) starts.push(read.positions[next] + this.shift - from);
    return { whole: read.whole[number] === 1, at: starts };
  };

  function readReference(bits) {
    var shift = bits.golomb(2) + 1;
    var root = '';
    for (var at = 0; at < LEAF; at += 1) root += files.unitOf(bits.golomb(KEY_ORDER));
    return { root: root, shift: shift };
  }

  // The files of the index: entries by their strings.

  function hash(gram) {
    var value = 0x811c9dc5;
    for (var at = 0; at < gram.length; at += 1) value = Math.imul(value ^ gram.charCodeAt(at), 0x01000193) >>> 0;
    return value;
  }

  // Where the entry of a string begins, and whether it was split; nothing if there is none.
  function entry(text, gram) {
    var wanted = gram.split('').map(files.rank);
    var bits = new files.Bits(text);
    for (var left = bits.golomb(6); left > 0; left -= 1) {
      var length = bits.golomb(1) + 1;
      var same = length === wanted.length;
      for (var at = 0; at < length; at += 1) if (bits.golomb(KEY_ORDER) !== wanted[at]) same = false;
      var split = bits.number(1) === 1;
      var bitsOfEntry = bits.golomb(12);
      if (same) return { bits: bits, split: split };
      bits.seek(bits.at() + bitsOfEntry);
    }
    return null;
  }

  // All lists of a subtree whose strings begin with `rest`: added to a set, or named by others in `roots`.
  function walk(bits, depth, rest, places, roots) {
    var key = rest ? files.rank(rest.charAt(0)) : -1;
    for (var left = bits.golomb(0) + 1; left > 0; left -= 1) {
      var unit = bits.golomb(KEY_ORDER);
      if (key < 0 || unit === key) readChild(bits, depth, unit, rest.slice(1), places, roots); else skipChild(bits, depth, unit);
    }
  }

  function readChild(bits, depth, unit, rest, places, roots) {
    if (unit === 0) {
      readPlaces(bits, places);
    } else if (depth + 1 < LEAF) {
      walk(bits, depth + 1, rest, places, roots);
    } else if (bits.number(1)) {
      roots.push(readReference(bits).root);
    } else {
      readPositions(bits, readPlaces(bits, places));
    }
  }

  // Where lists go that nobody asks for, but that stand before others.
  var aside = null;

  function skipChild(bits, depth, unit) {
    aside = aside || none();
    if (unit === 0) {
      readPlaces(bits, aside);
    } else if (depth + 1 < LEAF) {
      for (var left = bits.golomb(0) + 1; left > 0; left -= 1) skipChild(bits, depth + 1, bits.golomb(KEY_ORDER));
    } else if (bits.number(1)) {
      readReference(bits);
    } else {
      skipList(bits);
    }
  }

  function skipList(bits) {
    var at = bits.at();
    if (bits.golomb(0) === files.catalogue().documents + 1) {
      var length = bits.golomb(LENGTH_ORDER);
      bits.seek(bits.at() + length);
    } else {
      bits.seek(at);
      readPositions(bits, readPlaces(bits, aside));
    }
  }

  var kept = new Map();

  // What the index has of a string: a list with positions for three characters or more, places alone for fewer.
  function look(gram) {
    if (kept.has(gram)) return kept.get(gram);
    // The string whose entry answers for this one: as long as its subtree was split, a longer one; a phrase has its own.
    var found = files.open().then(function (facts) {
      var length = gram.length > LEAF ? gram.length : 1;
      while (length < gram.length && facts.splits.indexOf('\n' + gram.slice(0, length) + '\n') >= 0) length += 1;
      var key = gram.slice(0, length);
      var name = 'g/' + (hash(key) % facts.shards).toString(16);
      return Promise.all([files.load(name), files.start()]).then(function (loaded) { return readEntry(entry(loaded[0], key), key, gram); });
    });
    if (kept.size > KEPT) kept.clear();
    kept.set(gram, found);
    found.catch(function () { kept.delete(gram); });
    return found;
  }

  function readEntry(found, key, gram) {
    var places = none();
    if (!found || (found.split && key !== gram)) return { places: places, count: 0 };
    var bits = found.bits;
    if (gram.length < LEAF) {
      var roots = [];
      if (found.split) readPlaces(bits, places); else walk(bits, key.length, gram.slice(key.length), places, roots);
      return Promise.all(roots.map(look)).then(function (lists) {
        lists.forEach(function (list) { places.or(list.places); });
        return { places: places };
      });
    }
    if (key.length < LEAF) return descend(bits, key, gram);
    return readList(bits, key.length === LEAF);
  }

  // A list, or one that another string has, so many characters further on.
  function readList(bits, mayRefer) {
    if (!mayRefer || !bits.number(1)) {
      var places = none();
      return new List(places, readPlaces(bits, places), bits);
    }
    var reference = readReference(bits);
    return look(reference.root).then(function (list) { return Object.assign(Object.create(List.prototype), list, { shift: reference.shift }); });
  }

  // The list of a string of three characters in the subtree of its first one or two.
  function descend(bits, key, gram) {
    var depth = key.length;
    for (var left = bits.golomb(0) + 1; left > 0; left -= 1) {
      var unit = bits.golomb(KEY_ORDER);
      if (unit === files.rank(gram.charAt(depth))) {
        depth += 1;
        if (depth === LEAF) return readList(bits, true);
        left = bits.golomb(0) + 2;
      } else {
        skipChild(bits, depth, unit);
      }
    }
    return { places: none(), count: 0 };
  }

  window.gongbaoLists = {
    LEAF: LEAF, look: look, none: none,
    // The places of a packed list alone.
    read: function (text) {
      var places = none();
      readPlaces(new files.Bits(text), places);
      return places;
    },
  };
})();
