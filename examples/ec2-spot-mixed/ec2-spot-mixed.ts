import { App } from 'aws-cdk-lib';
import { SpotMixedStack } from './ec2-spot-mixed-stack';

const app = new App();
new SpotMixedStack(app, 'SpotMixed');
app.synth();
