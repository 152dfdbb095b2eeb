import { App } from 'aws-cdk-lib';
import { CatalogStack, FrontStack } from './stacks';

const app = new App();
const front = new FrontStack(app, 'Front');
new CatalogStack(app, 'Catalog', front);
app.synth();
