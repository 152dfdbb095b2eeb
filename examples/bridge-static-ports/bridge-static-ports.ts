import { App } from 'aws-cdk-lib';
import { BridgeStaticPortsStack } from './bridge-static-ports-stack';

const app = new App();
new BridgeStaticPortsStack(app, 'BridgeStaticPorts');
app.synth();
