pip install zensical
