# %% half_slopes
def half_slopes(parameters, X, Y, step=1e-5):
    slopes = {}
    for name, array in parameters._asdict().items():
        slopes["d" + name] = np.zeros(array.shape)
        for place in np.ndindex(array.shape):
            up, down = array.copy(), array.copy()
            up[place] += step
            down[place] -= step
            J_up, J_down = (cost(forward(parameters._replace(**{name: p}), X), Y) for p in (up, down))
            rise = J_up - J_down
            run = 2 * step
            slopes["d" + name][place] = rise / run
    return slopes
