// The first-match walk over the rules, the twin of analyzer/match/walk.cpp.

const kMaxSubRuleDepth = 500;

/** How a query comes to the rules: `hosts` looked up, mapped addresses unmapped. */
function connect(world, query) {
  const connection = { query, host: query.host, address: query.address, rematchName: '', tried: false, asked: false };
  if (query.host === '') return connection;
  const view = world.hosts.lookUp(query.host);
  if (view.alias !== '') connection.host = view.alias;
  if (view.address !== '') connection.address = readAddress(view.address);
  if (!isPageName(connection.host)) throw new CannotTell('a name that hosts writes in another script');
  return connection;
}

/**
 * {row, target, asked, host, address, inner, noUdp, missed}: the row of the
 * list that decides (-1: none does), where the connection goes (an index of
 * `targets`), whether DNS was asked, the row of sub-rules that decided ([list,
 * row] or null), rows that were passed over as they carry no UDP, and the lists
 * that are not here and could change it.
 */
function walk(world, query, { without = -1, held = '' } = {}) {
  const walker = new Walker(world, query, without, held);
  return walker.run();
}

class Walker {
  constructor(world, query, without, held) {
    this.world = world;
    this.program = world.program;
    this.without = without;
    this.connection = connect(world, query);
    this.evaluator = new Evaluator(world, this.connection, held);
    this.answer = { row: -1, list: this.program.start, target: -1, inner: null, noUdp: [], missed: [] };
  }

  run() {
    if (this.program.mode !== undefined) this.answer.target = this.program.mode;
    else this.walkRules();
    const { asked, host, address } = this.connection;
    return { ...this.answer, asked, host, address };
  }

  /** Begins again after each rematch; the same rematch twice is a cycle, which ends it. */
  walkRules() {
    const rematched = new Set();
    let list = this.program.start;
    for (;;) {
      this.answer.list = list;
      const again = this.walkList(list, rematched);
      if (again === undefined) return;
      rematched.add(again);
      const { name, list: next } = this.program.rematches[again];
      if (name !== undefined) this.connection.rematchName = name;
      if (next !== undefined) list = next;
    }
  }

  walkList(number, rematched) {
    const list = this.program.lists[number];
    for (const row of this.rowsFor(number)) {
      if (row === this.without) continue;
      this.row = row;
      const target = this.targetOf(list, row);
      if (target === undefined || target < 0) continue;
      const { passes, rematch, no_udp: noUdp } = this.program.targets[target];
      if (passes) continue;
      if (rematch !== undefined && !rematched.has(rematch)) return rematch;
      this.answer.cycle = rematch !== undefined;
      if (this.connection.query.network === 'udp' && noUdp) {
        this.answer.noUdp.push(row);
        continue;
      }
      this.answer.row = row;
      this.answer.target = target;
      return undefined;
    }
    this.answer.row = -1;
    this.answer.inner = null;
    this.answer.target = this.program.direct;
    return undefined;
  }

  /**
   * The rows to look at: those that could be looked up (names, single prefixes)
   * only where they take this name or address.
   */
  rowsFor(number) {
    const { others, ofTaker, prefixes } = rowsOf(this.world, number);
    const { host, address } = this.connection;
    const found = new Set();
    if (host !== '') {
      for (const taker of this.world.names.takers(host)) {
        if (ofTaker.has(taker)) found.add(ofTaker.get(taker));
      }
    }
    const seen = address === '' ? this.connection.query.dns : address;
    if (seen !== '') prefixes[seen.length].rowsOf(seen).forEach((row) => found.add(row));
    return inOrder([...found].sort((a, b) => a - b), others);
  }

  /** The target a rule yields; undefined: it does not hold, or a list of sub-rules yields none. */
  targetOf(list, row) {
    if (!this.holds(list.when[row])) return undefined;
    this.answer.inner = null;
    const to = list.to[row];
    if (typeof to === 'number') return to;
    return to.length === 0 ? undefined : this.targetInList(to[0], 1);
  }

  targetInList(number, depth) {
    if (depth > kMaxSubRuleDepth) return undefined;
    const list = this.program.lists[number];
    for (let row = 0; row < list.when.length; ++row) {
      if (!this.holds(list.when[row])) continue;
      let target = list.to[row];
      if (typeof target !== 'number') {
        target = target.length === 0 ? undefined : this.targetInList(target[0], depth + 1);
        if (target === undefined) continue;
      } else {
        this.answer.inner = [number, row];
      }
      if (target >= 0 && this.program.targets[target].passes_in_list) continue;
      return target;
    }
    return undefined;
  }

  holds(condition) {
    const truth = this.evaluator.evaluate(condition);
    if (this.evaluator.missed.length > 0) {
      if (!truth.certain) this.evaluator.missed.forEach((missed) => this.miss(missed));
      this.evaluator.missed = [];
    }
    return truth.value;
  }

  miss(missed) {
    const same = (other) => other.kind === missed.kind && other.name === missed.name;
    if (!this.answer.missed.some(same)) this.answer.missed.push({ ...missed, row: this.row });
  }
}

/** Which rows of a list can be looked up, and by what. */
function rowsOf(world, number) {
  if (world.rows[number] === undefined) {
    const rows = { others: [], ofTaker: new Map() };
    const prefixes = { 8: [], 32: [] };
    let askers = 0;
    world.program.lists[number].when.forEach((condition, row) => {
      const prefix = prefixOf(world, condition);
      if (typeof condition === 'number') rows.ofTaker.set(condition, row);
      // Two of those that make the core resolve the name are looked at in any case: one may be left out.
      else if (prefix === undefined || ((condition[3] & kAsks) !== 0 && ++askers <= 2)) rows.others.push(row);
      else prefixes[prefix.first.length].push({ ...prefix, row });
    });
    rows.prefixes = { 8: new PrefixRows(prefixes[8]), 32: new PrefixRows(prefixes[32]) };
    world.rows[number] = rows;
  }
  return world.rows[number];
}

/** The range of a condition that asks for one prefix of the destination. */
function prefixOf(world, condition) {
  if (condition[0] !== 'i' || condition[2] || (condition[3] & kSource) !== 0) return undefined;
  return world.ranges.only(condition[1]);
}

function* inOrder(some, others) {
  let at = 0;
  for (const row of others) {
    while (at < some.length && some[at] < row) yield some[at++];
    yield row;
  }
  while (at < some.length) yield some[at++];
}
