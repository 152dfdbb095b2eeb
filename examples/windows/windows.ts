import { App } from 'aws-cdk-lib';
import { WindowsStack } from './windows-stack';

const app = new App();
new WindowsStack(app, 'Windows');
app.synth();
