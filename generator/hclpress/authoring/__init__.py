"""Services for authors of modules: new modules, and tests of their examples."""
