import { App } from 'aws-cdk-lib';
import { ExternalStack } from './external-stack';

const app = new App();
new ExternalStack(app, 'External');
app.synth();
