import { readStacks } from './examples/assembly-stacks';
import { synthesize } from './examples/cdk-cli';
import { discoverExamples } from './examples/discover-examples';
import { iamStatements, printStatements } from './examples/iam-documents';

/** Prints the policy documents of one example as `test/examples/iam` has them. Whoever puts them there has read them. */
async function main([name]: readonly string[]): Promise<void> {
  const example = discoverExamples().find((each) => each.name === name);
  if (!example) throw new Error(`give the name of an example, got ${name ?? 'nothing'}`);
  process.stdout.write(printStatements(iamStatements(readStacks(await synthesize(example)))));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
