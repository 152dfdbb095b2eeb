import { awscdk, javascript } from 'projen';

const FLOOR = '2.251.0';
const NEWEST = '2.276.0';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-ecs-stowage',
  description: 'AWS CDK constructs for Amazon ECS, and a preflight that says before deploy what will not start, not fit, not roll or not be reachable',
  author: 'cdk-ecs-stowage maintainers',
  authorAddress: 'maintainers@cdk-ecs-stowage.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-ecs-stowage/cdk-ecs-stowage.git',
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',
  stability: 'experimental',
  keywords: ['aws', 'aws-cdk', 'awscdk', 'cdk', 'ecs', 'fargate', 'containers', 'placement', 'preflight'],

  // The first release with Validations and IPolicyValidationPlugin (npm run test:floor).
  cdkVersion: FLOOR,
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  projenrcTs: true,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0',
  workflowNodeVersion: '22',
  depsUpgrade: false,
  pullRequestTemplate: false,
  docgen: true,
  peerDependencyOptions: { pinnedDevDependency: false },

  // Copied into the published package, because jsii libraries cannot have plain dependencies on packages that are not jsii.
  bundledDeps: ['yaml@^2.8.1'],
  devDeps: [
    'projen@~0.103.25',
    '@types/node@^20',
    '@types/jest@^30',
    'jest@^30.5.2',
    'ts-jest@^29.4.15',
    'ts-node@^10.9.2',
    'jsii-diff@^1.134.0',
    'jsii-pacmak@^1.140.0',
    'jsii-rosetta@~6.0.17',
    'eslint-import-resolver-typescript@^4.4.5',
    'eslint-plugin-import@^2.32.0',
    'aws-cdk@2.1148.1',
    'cdk-nag@^3.0.2',
    'fast-check@^4',
    'smol-toml@^1',
    'esbuild@^0.28',
    '@aws-cdk/aws-service-spec@^0.1',
    '@aws-sdk/client-cloudformation@^3',
    '@aws-sdk/client-ec2@^3',
    '@aws-sdk/client-ecr@^3',
    '@aws-sdk/client-ecs@^3',
    '@aws-sdk/client-elastic-load-balancing-v2@^3',
    '@aws-sdk/client-iam@^3',
  ],
  bin: { stowage: 'lib/cli/main.js' },

  publishToPypi: { distName: 'cdk-ecs-stowage', module: 'cdk_ecs_stowage' },
  publishToMaven: {
    mavenGroupId: 'io.github.cdk-ecs-stowage',
    mavenArtifactId: 'cdk-ecs-stowage',
    javaPackage: 'io.github.cdkecsstowage',
  },
  publishToNuget: { dotNetNamespace: 'CdkEcsStowage', packageId: 'CdkEcsStowage' },
  publishToGo: { moduleName: 'github.com/cdk-ecs-stowage/cdk-ecs-stowage-go', packageName: 'cdkecsstowage' },

  eslintOptions: { dirs: ['src'], devdirs: ['test', 'projenrc', 'examples', 'tools', 'bench'], commandOptions: { fix: false } },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      testTimeout: 60_000,
      maxWorkers: '100%',
      collectCoverage: false,
      globalSetup: './test/before-all.js',
      modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.tmp', '<rootDir>/cdk.out'],
    },
  },
  tsconfigDev: {
    include: ['../src/**/*.ts', '../examples/**/*.ts', '../tools/**/*.ts', '../bench/**/*.ts'],
    // The name of the package means the sources, so that types are checked before anything is compiled.
    compilerOptions: { isolatedModules: true, paths: { 'cdk-ecs-stowage': ['../src/index.ts'] } },
  },
  gitignore: ['cdk.out', '.tmp'],
});

// Develop and test against the newest; the floor is what consumers may have.
project.addDevDeps(`aws-cdk-lib@${NEWEST}`, 'constructs@10.8.1');

// A lock made with unrs-resolver 1.13.0 names platform packages that a mirror may lack, and npm ci then fails.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
new javascript.NpmConfig(project).addConfig('omit-lockfile-registry-resolved', 'true');

// Examples and README snippets import the package by its name; Node and TypeScript resolve that to this checkout.
project.package.addField('exports', {
  '.': './lib/index.js',
  './package.json': './package.json',
  './.jsii': './.jsii',
  './.warnings.jsii.js': './.warnings.jsii.js',
});

// The walls between the folders (ARCHITECTURE.md). Each folder lists what it may not import.
const CONSTRUCTS = ['validation', 'task', 'registry', 'discovery', 'cluster', 'scaling', 'service'];
const wall = (target: string, from: string[], message: string) =>
  from.map((name) => ({ target: `./src/${target}`, from: `./src/${name}`, message }));
const inPreflight = (names: string[]) => names.map((name) => `preflight/${name}`);
project.eslint?.addRules({
  // Resolved by Node only once lib/ is compiled; the type check knows it before.
  'import/no-unresolved': ['error', { ignore: ['^cdk-ecs-stowage$'] }],
  'import/no-restricted-paths': ['error', {
    zones: [
      ...wall('preflight', CONSTRUCTS, 'the preflight reads templates, never constructs'),
      ...CONSTRUCTS.flatMap((name) => wall(name, ['preflight', 'cli'], 'constructs never import the preflight')),
      ...wall('facts', [...CONSTRUCTS, 'preflight', 'query', 'cli'], 'facts are leaves'),
      ...wall('query', [...CONSTRUCTS, 'preflight', 'cli'], 'the query language is a leaf'),
      ...wall('preflight/model', inPreflight(['extract', 'live', 'catalog', 'scheduler', 'scenario', 'bound', 'explain', 'rules', 'findings', 'report', 'validation']), 'the model is a leaf'),
      ...wall('preflight/findings', inPreflight(['extract', 'live', 'catalog', 'scheduler', 'scenario', 'bound', 'explain', 'rules', 'report', 'validation']), 'findings are a leaf'),
      ...wall('preflight/scheduler', inPreflight(['extract', 'live', 'catalog', 'scenario', 'bound', 'explain', 'rules', 'findings', 'report', 'validation']), 'the scheduler knows the model only'),
      ...wall('preflight/scenario', inPreflight(['extract', 'live', 'explain', 'rules', 'findings', 'report', 'validation']), 'scenarios know the scheduler only'),
      ...wall('preflight/extract', inPreflight(['scheduler', 'scenario', 'bound', 'explain', 'rules', 'findings', 'report', 'validation', 'live']), 'extract builds the model only'),
      ...wall('preflight/report', inPreflight(['extract', 'live', 'catalog', 'scheduler', 'bound', 'explain', 'rules', 'validation']), 'reporters lay out findings only'),
      ...wall('preflight/rules', inPreflight(['extract', 'live', 'report', 'validation']), 'rules know the model and outcomes'),
      ...wall('cli', CONSTRUCTS, 'the command reads templates, never constructs'),
    ],
  }],
});
for (const dir of ['preflight', 'cli', 'query', 'facts']) {
  const exempt = dir === 'preflight' ? ['src/preflight/preflight.ts', 'src/preflight/plugin.ts', 'src/preflight/validation/**', 'src/preflight/live/**', 'src/preflight/catalog/refresh.ts'] : ['src/query/attribute.ts', 'src/query/cluster-query.ts'];
  project.eslint?.addOverride({
    files: [`src/${dir}/**`],
    excludedFiles: exempt,
    rules: {
      'no-restricted-imports': ['error', { patterns: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', '@aws-sdk/*'] }],
    },
  });
}
project.eslint?.allowDevDeps('src/cli/**');
project.eslint?.allowDevDeps('src/preflight/live/**');
project.eslint?.allowDevDeps('src/preflight/catalog/refresh.ts');
for (const dir of ['examples', 'tools', 'bench']) project.eslint?.allowDevDeps(`${dir}/**`);

// The command is one file without dependencies: it starts in the time of Node plus parsing.
project.postCompileTask.exec('node tools/bundle-cli.js lib/cli/main.js');

for (const path of ['/examples/', '/tools/', '/bench/', '/docs/decisions/', '/.ci/', '/rosetta/', '/.tmp/']) project.addPackageIgnore(path);

// There are no snapshots.
project.removeTask('test:update');

// All four languages without their toolchains; the release workflow packs them with toolchains.
const code = project.addTask('package:code', { description: 'Generate the sources of every language', exec: 'jsii-pacmak --code-only -o dist/code' });
project.packageTask.reset();
project.packageTask.spawn(project.tasks.tryFind('package:js')!);
project.packageTask.spawn(code);

// ts-jest does not check types (fast); this does, once, over everything.
const types = project.addTask('typecheck', { description: 'Check the types of tests, examples, tools', exec: 'tsc --noEmit -p test/tsconfig.json' });
project.testTask.spawn(types);

project.addTask('demo', {
  description: 'Build, run cdk synth on examples/shop, and check the assembly',
  steps: [{ exec: 'node tools/demo.js' }],
});
project.addTask('test:deploy', { description: 'Deploy the examples to the local emulator, read back, destroy', exec: 'ts-node -T -P test/tsconfig.json tools/deploy-examples.ts' });
project.addTask('test:floor', { description: 'Compile and test against the lowest supported aws-cdk-lib', exec: `node tools/test-floor.js ${FLOOR}` });
project.addTask('test:lint-examples', { description: 'cfn-lint and cdk-nag over every synthesized example', exec: 'node tools/lint-examples.js' });
project.addTask('bench', { description: 'Timings as ratios within one run', exec: 'ts-node -T -P test/tsconfig.json bench/main.ts' });
project.addTask('bench:check', { description: 'The ratios of the bench, with room for a busy machine', exec: 'ts-node -T -P test/tsconfig.json bench/check.ts' });
project.addTask('docs:fidelity', {
  description: 'The table of what is read of which property',
  exec: 'ts-node -T -P test/tsconfig.json -O \'{"module":"commonjs"}\' tools/fidelity-table.ts',
});

// Too long for every change: millions of random cases, each with its seed printed.
const nightly = project.addTask('nightly', { description: 'The long random runs, one after the other' });
for (const [name, file, description] of [
  ['differential', 'differential', 'A million random problems through every engine'],
  ['mutation', 'mutate-scheduler', 'Which changes of the scheduler its checks notice'],
  ['fuzz', 'fuzz-reader', 'A hundred thousand mutated templates through the reader'],
  ['verdicts', 'verdicts', 'Verdicts against a search over all orders'],
]) {
  const exec = `ts-node -T -P test/tsconfig.json tools/${file}.ts`;
  nightly.spawn(project.addTask(`test:${name}`, { description, exec, receiveArgs: true }));
}
project.addTask('catalog', { description: 'Generate the instance catalog', exec: 'ts-node -T -P test/tsconfig.json tools/generate-catalog.ts' });

// jsii prints a banner for a Node major that is past its end of life; the list of majors silences it.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.synth();
