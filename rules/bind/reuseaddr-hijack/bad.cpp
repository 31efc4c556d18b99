#ifdef _WIN32
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define closesocket close
#endif

class Server {
public:
    bool open_bad(const sockaddr_in &addr)
    {
        int on = 1;
        SOCKET s = ::socket(AF_INET, SOCK_STREAM, 0);
        ::setsockopt(s, SOL_SOCKET, SO_REUSEADDR, reinterpret_cast<const char *>(&on), sizeof on); // want-windows "SO_REUSEADDR on 's'"
        if (::bind(s, reinterpret_cast<const sockaddr *>(&addr), sizeof addr) != 0) {
            ::closesocket(s);
            return false;
        }
        listener_ = s;
        return true;
    }

private:
    SOCKET listener_;
};
