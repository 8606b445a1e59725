// Put behind the scripts of a report by report_test: asks the page many hosts,
// through its own functions, and leaves the answers in the document. The hosts
// are made of the entries of the profile's own lists, by no other chance than
// the numbers below.
addEventListener('load', () => {
  const opened = performance.now();
  const results = hostsToAsk(kQuestions).map(answerTo);
  const took = performance.now() - opened;
  const text = JSON.stringify({ opened, took, results });
  const out = document.createElement('pre');
  out.id = 'questions-answered';
  out.textContent = btoa(unescape(encodeURIComponent(text)));
  document.body.replaceChildren(out);
});

/** Numbers that are the same everywhere. */
function* numbers(seed) {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state >>> 8;
  }
}

function allNames() {
  const names = [];
  for (const block of world().program.names) {
    let text = '';
    for (const [, shared, rest] of block.matchAll(/([0-9a-z])([a-z0-9_.-]*)([A-Z]+)/g)) {
      text = text.slice(0, parseInt(shared, 36)) + rest;
      names.push([...text].reverse().join(''));
    }
  }
  return names;
}

function hostsToAsk(count) {
  const names = allNames();
  const random = numbers(count);
  const next = (limit) => random.next().value % limit;
  const word = () => Array.from({ length: 3 + next(9) }, () => 'abcdefghijklmnopqrstuvwxyz0123456789-'[next(37)]).join('');
  const some = (list, otherwise) => (list.length === 0 ? otherwise : list[next(list.length)]);
  const four = () => [next(224), next(256), next(256), next(256)].join('.');
  const six = () => '2' + next(4096).toString(16).padStart(3, '0') + ':' + next(65536).toString(16) + '::' + next(65536).toString(16);
  const leaves = world().program.leaves.flatMap(([, , texts]) => (texts === '' ? [] : texts.split(' ')));
  const services = [...document.querySelectorAll('.service th a')].map((link) => readTarget(decodeURIComponent(link.hash.slice(1))).host);
  const keyword = () => some(world().program.keywords, ['example'])[0];
  const kinds = [
    () => some(names, 'example.com'), () => some(names, 'example.com'), () => 'www.' + some(names, 'example.com'),
    () => word() + '.' + word() + '.' + some(names, 'example.com'), () => word() + some(names, 'example.com'),
    () => some(names, 'example.com') + '.' + word(), () => some(names, 'example.com').replace(/^[^.]*\./, ''),
    () => some(services, 'openrouter.ai'), () => some(services, 'openrouter.ai'), () => 'a.' + some(services, 'openrouter.ai'),
    () => word() + keyword() + word() + '.com', () => keyword() + '.' + word() + '.net',
    () => word() + '.com', () => word() + '.' + word() + '.cn', () => word(), four, six, () => some(leaves, '192.0.2.1'),
  ];
  const hosts = [];
  while (hosts.length < count) {
    const host = kinds[hosts.length % kinds.length]();
    const target = readTarget(host);
    hosts.push(target.fault === undefined && target.host === host ? host : 'x' + hosts.length + '.example.com');
  }
  return hosts;
}

function answerTo(host) {
  const { targets, outbounds } = world().program;
  const chain = (target) => (target < 0 ? [] : targets[target].chain.map((hop) => outbounds[hop]));
  try {
    const story = tellAll(world(), queryOf(readTarget(host)), false);
    return { host, row: story.first.row, chain: chain(story.first.target), decides: story.addressDecides,
      alternatives: story.alternatives.map(({ when, answer }) => [when, chain(answer.target)[0] || '']) };
  } catch (error) {
    if (!(error instanceof CannotTell)) throw error;
    return { host, cannot: error.message };
  }
}
