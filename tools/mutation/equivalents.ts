/** Mutants that no test can kill, by file: the change as the report prints it, and why it changes nothing that can be seen. */
export const EQUIVALENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'reference': {
    '`>` to `>=` in choose: `for (let at = 0; at < request.rules.length && count > 1; at++) count = this.narrow(count, request.rules[at], request);`':
      'narrowing one candidate leaves that candidate',
    '`1` to `0` in choose: `for (let at = 0; at < request.rules.length && count > 1; at++) count = this.narrow(count, request.rules[at], request);`':
      'narrowing one candidate leaves that candidate',
    '`<` to `<=` in filter: `for (let instance = 0; instance < this.candidates.length; instance++) {`':
      'beyond the last instance nothing is active',
    '`0` to `1` in keepLeast: `let kept = 0;`':
      'the first key is below infinity, which starts the count again',
    '`0` to `1` in keepLeastSpread: `let kept = 0;`':
      'the first key is below infinity, which starts the count again',
  },
  'ledger': {
    '`this.listener?.(instance);` to `;` in takeOut: `this.listener?.(instance);`':
      'the search itself refuses what was taken out, wherever the index keeps it',
    '`1` to `0` in bringBack: `this.log.push(TAKEN_OUT, instance, -1);`':
      'the undo asks only whether the number is above 0',
    '`>` to `>=` in rollBack: `this.active[instance] = amount > 0 ? 1 : 0;`':
      'the number is 1 or -1',
    '`>` to `>=` in apply: `if (request.tcpPorts.length + request.udpPorts.length > 0) this.applyPorts(request, instance, tasks);`':
      'no ports change nothing; the condition saves the call',
    '`>` to `>=` in applyPorts: `this.tcp.setAll(instance, tcpPorts, tasks > 0);`':
      'a change is never of 0 tasks',
    '`>` to `>=` in applyPorts: `this.udp.setAll(instance, udpPorts, tasks > 0);`':
      'a change is never of 0 tasks',
    '`request.shares === undefined` to `false` in count: `if (request.shares === undefined) return;`':
      'without shares no share is found; the condition saves the search',
  },
  'batched': {
    "`&&` to `||` in placeRun: `if (plan.kind === 'scan' || (plan.kind === 'pack' && request[plan.by] === 0)) this.oneByOne(request, provider, count, placed);`":
      'runs of binpack go task by task: the same instances, later; the ratios of bench/check.ts would show it',
    '`1` to `0` in inRuns: `const tasks = lanes.length === 1 ? Math.min(lane.room, count - placed.length) : 1;`':
      'one lane takes its tasks one by one: the same instances',
  },
  'lane': {
    '`0` to `1` in the file: `room = 0;`':
      'the room is asked only of a lane that has a choice, and set with the choice',
    "`0` to `1` in left: `return plan.kind === 'pack' ? ledger[plan.by][this.choice] - this.pending * request[plan.by] : 0;`":
      'the same number for all lanes of a run',
    '`<` to `<=` in isBefore: `return (one.tasks - other.tasks || one.left() - other.left() || one.mates() - other.mates() || one.choice - other.choice) < 0;`':
      'two lanes never have the same instance, so the difference is never 0',
    '`0` to `1` in isBefore: `return (one.tasks - other.tasks || one.left() - other.left() || one.mates() - other.mates() || one.choice - other.choice) < 0;`':
      'the difference is a whole number and never 0',
  },
  'pack-cursor': {
    '`this.index.update();` to `;` in next: `this.index.update();`':
      'only instances that are full stand in an old place, and the search passes over them',
    '`choice !== NONE` to `false` in search: `if (choice !== NONE) this.levels[at] = this.ledger[this.by][choice];`':
      'the search starts further in front, where nothing takes the task',
    '`!==` to `===` in search: `if (choice !== NONE) this.levels[at] = this.ledger[this.by][choice];`':
      'the search starts further in front, where nothing takes the task',
  },
  'level-cursor': {
    '`+` to `-` in next: `if (this.last !== NONE) this.advance(this.last, this.places[this.last] + 1);`':
      'what was passed is above the level now, and is passed again',
    '`1` to `0` in next: `if (this.last !== NONE) this.advance(this.last, this.places[this.last] + 1);`':
      'the instance that got its task is above the level now, and is passed',
    '`+` to `-` in next: `this.above = Math.min(this.above, this.level + 1);`':
      'a pass over a level that no instance has finds the next level',
    '`1` to `0` in next: `this.above = Math.min(this.above, this.level + 1);`':
      'one more pass over a level that no instance has any more',
    '`<` to `<=` in foremost: `if (best === NONE || this.instanceOf(at) < this.instanceOf(best)) best = at;`':
      'two pools never have the same instance',
  },
  'stop-choice': {
    "`tieBreaker.rule.kind === 'first' && !lists.includes(undefined)` to `false` in chooseStop: `if (tieBreaker.rule.kind === 'first' && !lists.includes(undefined)) return firstOfMost(hosts, lists as readonly Keys[]);`":
      'narrowing by one strategy after the other finds the same instance, later',
    '`<` to `<=` in hostsOf: `for (let instance = 0; instance < row.length; instance++) if (row[instance] > 0) hosts.push(instance);`':
      'beyond the last instance there are no tasks',
    '`1` to `0` in firstOfMost: `for (let at = 1; at < hosts.length; at++) {`':
      'the first host is not better than itself',
    '`<` to `<=` in firstOfMost: `for (let at = 1; at < hosts.length; at++) {`':
      'beyond the last host nothing is better',
  },
  'plan': {
    '`-1` to `1` in the file: `export const NO_COUNTER = -1;`':
      'a request that spreads over the counter of this number is scanned: the same instances, later',
    '`1` to `0` in the file: `export const NO_COUNTER = -1;`':
      'a request that spreads over the counter of this number is scanned: the same instances, later',
    "`>` to `>=` in planOf: `if (changing.length > 0) return { kind: 'scan' };`":
      'every request is scanned: the same instances, later',
    "`0` to `1` in planOf: `const last = rest.length > 0 && rest[rest.length - 1].kind === 'spread-instance' ? rest.slice(0, -1) : rest;`":
      'a spread over instances alone is scanned: the same instances, later',
    "`last.length === 0` to `false` in planOf: `if (last.length === 0) return { kind: 'level', counter };`":
      'what is spread is scanned: the same instances, later',
    "`1` to `0` in planOf: `return last.length === 1 && only.kind === 'binpack' ? { kind: 'pack', by: only.by, counter } : { kind: 'scan' };`":
      'what is packed is scanned: the same instances, later',
  },
  'indexed': {
    '`<` to `<=` in fewestAbove: `if (here > tasks && here < fewest) fewest = here;`':
      'the same number again',
    '`0` to `1` in tasksIn: `return counter === NO_COUNTER ? 0 : this.ledger.valueCounts[counter][part.value];`':
      'the same number for all parts',
    '`best !== NONE && tasks[best] === 0 && pool.members[0] > best` to `false` in fewestTasks: `if (best !== NONE && tasks[best] === 0 && pool.members[0] > best) break;`':
      'the condition saves a search that finds nothing better',
    '`!==` to `===` in fewestTasks: `if (best !== NONE && tasks[best] === 0 && pool.members[0] > best) break;`':
      'the condition saves a search that finds nothing better',
    '`>` to `>=` in fewestTasks: `if (best !== NONE && tasks[best] === 0 && pool.members[0] > best) break;`':
      'no instance is in two pools',
    '`tasks[instance] === 0` to `false` in fewestInPool: `if (tasks[instance] === 0) return instance;`':
      'the first instance without tasks stays the one with the fewest; the condition saves the rest of the search',
    '`<` to `<=` in isBefore: `return (keys[one] - keys[other] || tasks[one] - tasks[other] || one - other) < 0;`':
      'an instance is never compared with itself',
    '`0` to `1` in isBefore: `return (keys[one] - keys[other] || tasks[one] - tasks[other] || one - other) < 0;`':
      'the difference is a whole number, and never 0',
  },
};
