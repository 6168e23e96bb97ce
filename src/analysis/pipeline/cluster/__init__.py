"""How do tasks run on the machines of a Dask cluster that see the folder of the project?"""
