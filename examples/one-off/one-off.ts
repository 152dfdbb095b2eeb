import { App } from 'aws-cdk-lib';
import { OneOffStack } from './one-off-stack';

const app = new App();
new OneOffStack(app, 'OneOff');
app.synth();
