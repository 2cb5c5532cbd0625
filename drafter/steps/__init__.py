"""The arrows of the flow, one module each: values in, values out; nothing is loaded or saved."""
