# %% all_shapes
def all_shapes(n0, n1, n2=1):
    shape_W2 = (n2, n1)
    shape_b2 = (n2, 1)
    return (*first_layer_shapes(n0, n1), shape_W2, shape_b2)


# %% count_parameters
def count_parameters(n0, n1, n2=1):
    return n1 * n0 + n1 + n2 * n1 + n2
