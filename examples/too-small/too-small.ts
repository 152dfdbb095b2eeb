import { App } from 'aws-cdk-lib';
import { TooSmallStack } from './too-small-stack';

const app = new App();
new TooSmallStack(app, 'TooSmall');
app.synth();
