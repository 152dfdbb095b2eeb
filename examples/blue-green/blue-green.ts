import { App } from 'aws-cdk-lib';
import { BlueGreenStack } from './blue-green-stack';

const app = new App();
new BlueGreenStack(app, 'BlueGreen');
app.synth();
