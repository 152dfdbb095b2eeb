import { App } from 'aws-cdk-lib';
import { SecretsStack } from './secrets-stack';

const app = new App();
new SecretsStack(app, 'Secrets');
app.synth();
