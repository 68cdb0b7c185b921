mike deploy --push --update-aliases 2.0 latest
mike set-default --push latest
