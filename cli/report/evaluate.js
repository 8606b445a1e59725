// Conditions on a connection, the twin of analyzer/match/evaluate.cpp: left to
// right with the core's short-circuits, since those decide whether the name is
// resolved. A truth is {value, certain}: with a list that is missing, the value
// is the core's with the list empty, and not certain.

const kYes = Object.freeze({ value: true, certain: true });
const kNo = Object.freeze({ value: false, certain: true });
const sure = (value) => (value ? kYes : kNo);

const kMaxSetDepth = 64;
const kMaxNestedSetRules = 50000;

/** What the rules around a condition allow it. */
const kScope = Object.freeze({ resolve: true, swapped: false });
const kAsks = 1;
const kSource = 2;

/** The packed profile, unpacked as far as it is asked. */
class World {
  constructor(program) {
    this.program = program;
    this.names = new Names(program);
    this.ranges = new Ranges(program.ranges);
    this.hosts = new Hosts(program.hosts);
    this.tries = [];
    this.patterns = [];
    this.rows = [];
  }

  trieHas(index, name) {
    if (this.tries[index] === undefined) this.tries[index] = new Trie(this.program.tries[index]);
    return this.tries[index].contains(name);
  }

  matches(index, text) {
    const written = this.program.patterns[index];
    if (written === null) throw new CannotTell('a pattern that only clashlint itself can search');
    if (this.patterns[index] === undefined) this.patterns[index] = new Pattern(written);
    return this.patterns[index].search(text);
  }

  isLan(address) { return this.ranges.has(this.program.lan, address); }
}

/** Lazy resolution: at most once, only of a name, only while the address is unknown. */
function resolve(connection) {
  if (connection.host === '' || connection.address !== '' || connection.tried) return;
  connection.tried = true;
  connection.asked = true;
  connection.address = connection.query.dns;
}

class Evaluator {
  constructor(world, connection, held = '') {
    this.world = world;
    this.connection = connection;
    this.held = held;
    this.missed = [];
    this.openSets = [];
    this.nestedRules = 0;
  }

  uncertain(kind, name, why, value) {
    if (this.held !== '' && this.held === name) return kYes;
    this.missed.push({ kind, name, why });
    return { value, certain: false };
  }

  evaluate(condition, scope = kScope) {
    if (typeof condition === 'number') return sure(this.takes(condition));
    if (typeof condition === 'boolean') return sure(condition);
    const [word, first, second, third] = condition;
    const { query, host } = this.connection;
    switch (word) {
      case 'N': return sure(this.takes(first));
      case 'd': return sure(host === first);
      case 'e': return sure(host.endsWith(first) && host.length === first.length);
      case 'k': return sure(host.includes(first));
      case 'x': return sure(this.world.matches(first, host));
      case 'w': return sure(wildcardMatches(first, host));
      case 'g': return host === '' ? kNo : sure(this.geosite(this.world.program.geosites[first]) !== second);
      case 'G': return host === '' ? kNo : this.uncertain('geosite', 'GeoSite.dat', first, second);
      case 'i':
      case 'I':
      case 'l':
      case 't': return this.address(condition, scope);
      case 'p': return sure(isInPorts(second, first !== scope.swapped ? query.sourcePort : query.port));
      case 'n': return sure(first === query.network);
      case 'm': return sure(first.includes(this.connection.rematchName));
      case '!': return this.not(this.evaluate(first, scope));
      case '&': return this.allOf(first, scope);
      case '|': return this.anyOf(first, scope);
      case 'r': return this.ruleSet(first, {
        resolve: scope.resolve && !second, swapped: scope.swapped !== third });
      default: throw new CannotTell(first);
    }
  }

  not(truth) { return { value: !truth.value, certain: truth.certain }; }

  takes(taker) {
    return this.connection.host !== '' && this.world.names.takers(this.connection.host).has(taker);
  }

  geosite(list) {
    const { host } = this.connection;
    return list.all === true || this.takes(list.taker) ||
      (list.trie !== undefined && this.world.trieHas(list.trie, host)) ||
      (list.patterns || []).some((pattern) => this.world.matches(pattern, host));
  }

  address(condition, scope) {
    const flags = condition[condition.length - 1];
    if ((flags & kAsks) !== 0 && scope.resolve) resolve(this.connection);
    const source = ((flags & kSource) !== 0) !== scope.swapped;
    // Where the connection comes from is not asked for on the page.
    const address = source ? '' : this.connection.address;
    if (address === '') return kNo;
    switch (condition[0]) {
      case 'i': return sure(this.world.ranges.has(condition[1], address) !== condition[2]);
      case 'l': return sure(this.world.isLan(address));
      case 't': return sure(sameLowBits(condition[1], condition[2], address));
      default:
        return this.uncertain(condition[1] === 'ASN database' ? 'asn' : 'geoip', condition[1], condition[2],
          condition[3]);
    }
  }

  /** After an uncertain part: do the others decide anyway, without asking DNS on their way? */
  restIsCertainly(wanted, parts, from, scope) {
    const other = new Evaluator(this.world, { ...this.connection }, this.held);
    other.openSets = [...this.openSets];
    other.nestedRules = this.nestedRules;
    for (let index = from; index < parts.length; ++index) {
      const part = other.evaluate(parts[index], scope);
      if (other.connection.asked !== this.connection.asked) return false;
      this.nestedRules = other.nestedRules;
      if (part.certain && part.value === wanted) return true;
    }
    return false;
  }

  allOf(parts, scope) { return this.inTurn(parts, scope, false); }
  anyOf(parts, scope) { return this.inTurn(parts, scope, true); }

  /** AND ends at the first part that is false, OR at the first that is true. */
  inTurn(parts, scope, end) {
    let certain = true;
    for (let index = 0; index < parts.length; ++index) {
      const part = this.evaluate(parts[index], scope);
      if (part.value === end)
        return { value: end, certain: part.certain || this.restIsCertainly(end, parts, index + 1, scope) };
      certain = certain && part.certain;
    }
    return { value: !end, certain };
  }

  ruleSet(index, scope) {
    const set = this.world.program.sets[index];
    let found = kNo;
    if (set.rows !== undefined) {
      found = this.classicalSet(index, set, scope);
    } else if (set.ranges !== undefined) {
      if (scope.resolve) resolve(this.connection);
      const address = scope.swapped ? '' : this.connection.address;
      found = sure(address !== '' && this.world.ranges.has(set.ranges, address));
    } else {
      found = sure(this.takes(set.taker) ||
        (set.trie !== undefined && this.world.trieHas(set.trie, this.connection.host)));
    }
    if (set.missing === undefined) return found;
    return this.uncertain('rule-set', set.name, set.missing, found.value);
  }

  /** A set inside itself takes the core down: nothing is claimed there. */
  classicalSet(index, set, scope) {
    if (this.openSets.includes(index))
      return this.uncertain('rule-set', set.name, 'it contains itself: the core crashes when it gets there', false);
    if (this.openSets.length >= kMaxSetDepth)
      return this.uncertain('rule-set', set.name, 'it is nested in too many other sets', false);
    const nested = this.openSets.length > 0;
    this.openSets.push(index);
    const found = this.rowsInTurn(set, scope, nested);
    this.openSets.pop();
    return found;
  }

  rowsInTurn(set, scope, nested) {
    let certain = true;
    for (const row of set.rows) {
      if (nested) this.nestedRules += row[0] === 'N' ? row[2] : 1;
      if (this.nestedRules > kMaxNestedSetRules) throw new CannotTell('lists that name each other very often');
      const one = this.evaluate(row, scope);
      if (one.value) return one;
      certain = certain && one.certain;
    }
    return { value: false, certain };
  }
}

function isInPorts(ranges, port) { return ranges.some(([first, last]) => first <= port && port <= last); }

/** `*` is any run of characters, `?` any one. */
function wildcardMatches(pattern, text) {
  let p = 0;
  let t = 0;
  let behindStar = -1;
  let starEnd = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      behindStar = ++p;
      starEnd = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      ++p;
      ++t;
    } else if (behindStar >= 0) {
      p = behindStar;
      t = ++starEnd;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') ++p;
  return p === pattern.length;
}

/** The lowest `bits` bits are equal. */
function sameLowBits(pattern, bits, address) {
  if (pattern.length !== address.length) return false;
  const whole = Math.floor(bits / 4);
  if (whole > 0 && pattern.slice(-whole) !== address.slice(-whole)) return false;
  if (bits % 4 === 0) return true;
  const digit = (text) => parseInt(text[text.length - 1 - whole], 16) & ((1 << (bits % 4)) - 1);
  return digit(pattern) === digit(address);
}
