import { App } from 'aws-cdk-lib';
import { CanaryStack } from './canary-stack';

const app = new App();
new CanaryStack(app, 'Canary');
app.synth();
