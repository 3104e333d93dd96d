// Sets of places: a bit for each place of the site, the first one the highest of 32, so that sets are joined 32 places at
// a time. Places are numbered through the site; a range of them is that of a document, or all.
// A classic script in ES2017; it gives the page one function, gongbaoPlaces.
(function () {
  'use strict';

  // How many of 32 bits are set: the sums of pairs of bits, of fours, of bytes.
  function ones(word) {
    word -= word >>> 1 & 0x55555555;
    word = (word & 0x33333333) + (word >>> 2 & 0x33333333);
    return Math.imul(word + (word >>> 4) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }

  // Of a word, the one at `at`, only the places from `from` on and below `to`.
  function between(word, at, from, to) {
    if (at << 5 < from) word &= -1 >>> from;
    if (to - (at << 5) < 32) word &= ~(-1 >>> to);
    return word;
  }

  // An empty set for places below `all`.
  function Places(all) {
    this.all = all;
    this.bits = new Int32Array((all + 31) >> 5);
  }

  Places.prototype.add = function (place) {
    this.bits[place >> 5] |= 0x80000000 >>> place;
  };

  Places.prototype.remove = function (place) {
    this.bits[place >> 5] &= ~(0x80000000 >>> place);
  };

  Places.prototype.has = function (place) {
    return (this.bits[place >> 5] & 0x80000000 >>> place) !== 0;
  };

  Places.prototype.copy = function () {
    var copy = new Places(this.all);
    copy.bits.set(this.bits);
    return copy;
  };

  Places.prototype.or = function (other) {
    for (var at = 0; at < this.bits.length; at += 1) this.bits[at] |= other.bits[at];
    return this;
  };

  Places.prototype.and = function (other) {
    for (var at = 0; at < this.bits.length; at += 1) this.bits[at] &= other.bits[at];
    return this;
  };

  // The first place from `from` on and below `to`, or -1.
  Places.prototype.next = function (from, to) {
    if (from >= to) return -1;
    var at = from >> 5;
    var word = this.bits[at] & -1 >>> from;
    while (word === 0) {
      at += 1;
      if (at << 5 >= to) return -1;
      word = this.bits[at];
    }
    var place = (at << 5) + Math.clz32(word);
    return place < to ? place : -1;
  };

  // How many places there are from `from` on and below `to`.
  Places.prototype.count = function (from, to) {
    var count = 0;
    for (var at = from >> 5; at << 5 < to; at += 1) {
      if (this.bits[at] !== 0) count += ones(between(this.bits[at], at, from, to));
    }
    return count;
  };

  // Of ranges of places, each from one of `first` on and below the next: for each how many there are in `counts`, and in
  // `heads` which is the first, counted from 1 within the range; 0 for none.
  Places.prototype.tally = function (first) {
    var ranges = first.length - 1;
    var heads = new Uint32Array(ranges);
    var counts = new Uint32Array(ranges);
    for (var range = 0; range < ranges; range += 1) {
      var from = first[range];
      var to = first[range + 1];
      for (var at = from >> 5; at << 5 < to; at += 1) {
        var word = between(this.bits[at], at, from, to);
        if (word === 0) continue;
        if (heads[range] === 0) heads[range] = (at << 5) + Math.clz32(word) - from + 1;
        counts[range] += ones(word);
      }
    }
    return { heads: heads, counts: counts };
  };

  // These places in ascending order.
  Places.prototype.list = function (from, to) {
    var list = [];
    for (var place = this.next(from, to); place >= 0; place = this.next(place + 1, to)) list.push(place);
    return list;
  };

  window.gongbaoPlaces = Places;
})();
