import { App } from 'aws-cdk-lib';
import { ReleaseStack } from './release-stack';

const app = new App();
new ReleaseStack(app, 'Release');
app.synth();
