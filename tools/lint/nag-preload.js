// Loaded into an example's process with --require: adds the cdk-nag packs named in NAG_PACKS to every App, just before it synthesizes.
const { appendFileSync } = require('node:fs');
const Module = require('node:module');

const load = Module._load;
let hooked = false;
Module._load = function (request, parent, isMain) {
  const loaded = load.call(this, request, parent, isMain);
  if (!hooked && /^aws-cdk-lib(\/|$)/.test(request)) {
    hooked = true;
    addPacks(load.call(this, 'aws-cdk-lib', parent, false));
  }
  return loaded;
};

function addPacks({ App, Validations }) {
  const { synth } = App.prototype;
  const done = new WeakSet();
  App.prototype.synth = function (options) {
    if (!done.has(this)) {
      done.add(this);
      // Tells the caller that the packs did run; without findings nothing else would.
      appendFileSync(process.env.NAG_RAN, `${process.env.NAG_PACKS}\n`);
      const nag = require('cdk-nag');
      Validations.of(this).addPlugins(...process.env.NAG_PACKS.split(',').map((pack) => new nag[pack](this)));
    }
    return synth.call(this, options);
  };
}
